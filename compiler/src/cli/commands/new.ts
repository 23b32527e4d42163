/** `attain new`: a project that works, to start from. */
import { cpSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { listed, nearest } from "../../base/text.ts";
import type { Answer } from "../answer.ts";
import { UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import { OK } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { shownPath } from "../places.ts";
import { allTemplates, filesOf, type Template } from "../templates.ts";

const DEFAULT = "saas-account-executive";

export const newCommand: Command = {
  name: "new",
  summary: "Makes a project: a plan with its data and tests.",
  operands: "FOLDER",
  options: [
    {
      name: "template",
      short: "t",
      value: "NAME",
      help: `What it starts from; ${DEFAULT} unless told.`,
    },
    { name: "list", help: "Lists the templates." },
  ],
  examples: [
    ["attain new plans-2026", "A project for account executives, in a folder of that name."],
    ["attain new plans-2026 --template sdr-meetings", "Another structure to start from."],
    ["attain new --list", "What there is."],
  ],
  run: (io, args) => {
    const templates = allTemplates();
    if (args.flag("list")) return Promise.resolve(listOf(templates));
    const [folder, ...rest] = args.operands;
    if (folder === undefined || rest.length > 0)
      throw new UsageError("Where? Name one folder: attain new plans-2026.");
    const template = named(templates, args.value("template") ?? DEFAULT);
    const target = resolve(io.cwd, folder);
    checkEmpty(target, folder);
    return Promise.resolve(made(io, template, target));
  },
};

function listOf(templates: readonly Template[]): Answer {
  const width = Math.max(...templates.map(({ name }) => name.length));
  const groups = [...new Set(templates.map(({ group }) => group))];
  const linesOf = (group: string): string =>
    templates
      .filter((template) => template.group === group)
      .map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`.trimEnd() + "\n")
      .join("");
  return {
    exit: OK,
    result: () => ({
      templates: templates.map(({ name, group, summary }) => ({ name, group, summary })),
    }),
    print: (io) => io.out(groups.map((group) => `${group}\n${linesOf(group)}`).join("\n")),
  };
}

function named(templates: readonly Template[], name: string): Template {
  const names = templates.map((template) => template.name);
  const template = templates.find((one) => one.name === name);
  if (template !== undefined) return template;
  const meant = nearest(name, names);
  const help =
    meant === undefined ? `The templates are ${listed(names, "and")}.` : `Did you mean ${meant}?`;
  throw new UsageError(`There is no template ${name}. ${help}`);
}

/** Nothing that is there is written over. A folder may be under version control already. */
function checkEmpty(target: string, folder: string): void {
  const found = statSync(target, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) throw new UsageError(`${folder} is a file.`);
  if (readdirSync(target).some((name) => name !== ".git"))
    throw new UsageError(`${folder} isn't empty.`);
}

function made(io: Io, template: Template, target: string): Answer {
  cpSync(template.folder, target, {
    recursive: true,
    filter: (path) => !/[\\/](?:out|build|expected)$/.test(path),
  });
  const files = filesOf(template);
  for (const [name, text] of files) writeFileSync(join(target, name), text);
  const shown = shownPath(io, target);
  const next = [...(shown === "." ? [] : [`cd ${quoted(shown)}`]), "attain test", template.run];
  return {
    exit: OK,
    result: () => ({ folder: shown, template: template.name, next }),
    print: (to) => {
      to.out(`${shown} is ready.\n\n`);
      to.out(next.map((line) => `  ${line}\n`).join(""));
      to.out("\nThe plans are in plans/, their data in data/. attain check says what is wrong.\n");
    },
  };
}

/** As a shell reads it. */
function quoted(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}
