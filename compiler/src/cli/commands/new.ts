/** `attain new`: a project that works, to start from. */
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { listed, nearest } from "../../base/text.ts";
import { type Command, UsageError } from "../command.ts";
import { OK } from "../exit-codes.ts";
import { shownPath } from "../io.ts";

export const newCommand: Command = {
  name: "new",
  summary: "Makes a project: a plan with its data and tests.",
  operands: "FOLDER",
  options: [
    {
      name: "template",
      short: "t",
      value: "NAME",
      help: "What it starts from; saas-account-executive unless told.",
    },
    { name: "list", help: "Lists the templates." },
  ],
  examples: [
    ["attain new plans-2026", "A project for account executives, in a folder of that name."],
    ["attain new plans-2026 --template sdr-meetings", "Another structure to start from."],
    ["attain new --list", "What there is."],
  ],
  run: async (io, args) => {
    const templates = templatesFolder();
    const names = readdirSync(templates, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    if (args.flag("list")) {
      const width = Math.max(...names.map((name) => name.length));
      for (const name of names)
        io.out(`  ${name.padEnd(width)}  ${summaryOf(join(templates, name))}\n`);
      return OK;
    }
    const [folder, ...rest] = args.operands;
    if (folder === undefined || rest.length > 0)
      throw new UsageError("Where? Name one folder: attain new plans-2026.");
    const template = args.value("template") ?? "saas-account-executive";
    if (!names.includes(template)) {
      const meant = nearest(template, names);
      throw new UsageError(
        `There is no template ${template}. ${meant === undefined ? `The templates are ${listed(names, "and")}.` : `Did you mean ${meant}?`}`,
      );
    }
    const target = resolve(io.cwd, folder);
    if (existsSync(target) && readdirSync(target).length > 0)
      throw new UsageError(`${folder} isn't empty.`);
    cpSync(join(templates, template), target, {
      recursive: true,
      filter: (path) => !/[\\/](out|build|expected)$/.test(path),
    });
    const shown = shownPath(io, target);
    io.out(
      `${shown} is ready.\n\n  cd ${shown}\n  attain test\n  ${runLine(join(templates, template))}\n`,
    );
    return OK;
  },
};

/** Beside the bundle; in the repository, the examples themselves. */
function templatesFolder(): string {
  const shipped = fileURLToPath(new URL("./templates", import.meta.url));
  return existsSync(shipped)
    ? shipped
    : fileURLToPath(new URL("../../../../examples", import.meta.url));
}

/** The first sentence of a template's README. */
function summaryOf(folder: string): string {
  const text = readFileSync(join(folder, "README.md"), "utf8");
  const paragraph = text.split(/\n\s*\n/)[1] ?? "";
  return (/^.*?[.!](?=\s|$)/.exec(paragraph.replaceAll("\n", " ")) ?? [paragraph])[0] ?? "";
}

/** The command line that the README says pays the example. */
function runLine(folder: string): string {
  const text = readFileSync(join(folder, "README.md"), "utf8");
  return /attain run[^\n`]*/.exec(text)?.[0] ?? "attain run --period FY2026-Q1";
}
