/** `attain letter`: the letter of a plan that a person signs. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { counted } from "../../base/text.ts";
import { Evaluator } from "../../evaluate/evaluator.ts";
import { eligible } from "../../evaluate/run.ts";
import { findBrowser, printToPdf } from "../../host/browser.ts";
import { sha256 } from "../../host/hash.ts";
import { type Letter, letterMarkdown, letterOf, letterPage } from "../../paper/letter.ts";
import type { Answer } from "../answer.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import { OK } from "../exit-codes.ts";
import { fileNames } from "../file-names.ts";
import { type Io, progress } from "../io.ts";
import { findPeople, nameOfPayee, type Person } from "../payees.ts";
import { shownPath } from "../places.ts";
import { textIn } from "../programs.ts";
import { prepare, type Ready, withData } from "../ready.ts";
import { sellerOf } from "../sellers.ts";

export const letterCommand: Command = {
  name: "letter",
  summary: "Writes the plan letters that people sign.",
  operands: "[PAYEE] --period PERIOD",
  options: [
    {
      name: "period",
      short: "p",
      value: "PERIOD",
      help: "The one whose quota and examples stand in it: FY2026-Q1, 2026-03 …",
    },
    { name: "out", short: "o", value: "DIR", help: "Writes letters as HTML and Markdown there." },
    { name: "pdf", help: "Writes them as PDF too, by a browser that is installed here." },
  ],
  formats: ["markdown", "html"],
  examples: [
    [
      'attain letter "Marcus Bell" --period FY2026-Q1',
      "One letter: clauses, quota, worked payouts at 50, 100 and 150%, the hash of the plan.",
    ],
    ["attain letter --period FY2026-Q1 --out letters", "A letter for everybody whom a plan pays."],
    [
      'attain letter "Marcus Bell" --period FY2026-Q1 --format html > letter.html',
      "The same as a page, with the payout curve as a picture.",
    ],
  ],
  run: async (io, args) => {
    const [who, ...more] = args.operands;
    if (more.length > 0) throw new UsageError("Name one person, or nobody for everybody.");
    const prepared = await prepare(io, args.value("period"), []);
    const ready = await withData(io, prepared);
    const people = who === undefined ? everybody(ready) : findPeople(ready, who);
    const out = args.value("out");
    return out === undefined
      ? oneLetter(ready, people, args)
      : writeLetters(io, ready, people, resolve(io.cwd, out), args.flag("pdf"));
  },
};

function everybody(ready: Ready): Person[] {
  return ready.due.flatMap(({ planned }) => {
    const data = ready.data(planned);
    return eligible(new Evaluator(planned.program, planned.plan, data)).map((key) => ({
      planned,
      key,
      name: nameOfPayee(planned, data, key),
    }));
  });
}

/** The letter of the plan at the first pay period of those that are asked for. */
function letterFor(ready: Ready, { planned, key, name }: Person): Letter {
  const due = ready.due.find((one) => one.planned === planned);
  const [period] = due?.parts ?? [];
  if (period === undefined) throw new UsageError(`No plan of the period is for ${name}.`);
  const { session } = ready;
  const modules = session.workspace.check(planned.file.path)?.modules ?? [];
  const files = [...modules].flatMap(([path, module]) =>
    module === undefined ? [] : [{ path, sha256: sha256(module.raw) }],
  );
  const seller = sellerOf(planned, ready.data(planned), key, period);
  return letterOf(seller, name, textIn(session), files);
}

function oneLetter(ready: Ready, people: readonly Person[], args: Arguments): Answer {
  const [person, ...others] = people;
  if (person === undefined || others.length > 0)
    throw new UsageError(
      `These are ${counted(people.length, "letter")}: name one person, or a folder with --out DIR.`,
    );
  if (args.flag("pdf"))
    throw new UsageError("A PDF is written to a folder: name it with --out DIR.");
  const letter = letterFor(ready, person);
  const markdown = (): string => letterMarkdown(letter);
  return {
    exit: OK,
    found: { places: ready.session.places, diagnostics: ready.warnings, notes: ready.notes },
    result: () => ({ text: markdown() }),
    print: (io) => io.out(markdown()),
    formats: { markdown, html: () => letterPage(letter) },
  };
}

function browserHere(): string {
  const browser = findBrowser();
  if (browser !== undefined) return browser;
  throw new UsageError(
    "A PDF is printed by Chromium, Chrome or Edge, and none is installed here. Any browser prints the HTML; BROWSER names the program of another.",
  );
}

async function writeLetters(
  io: Io,
  ready: Ready,
  people: readonly Person[],
  folder: string,
  isPdf: boolean,
): Promise<Answer> {
  const browser = isPdf ? browserHere() : undefined;
  const names = fileNames([...new Set(people.map(({ key }) => key))]);
  const bar = progress(io, "Writing letters");
  const written: string[] = [];
  for (const [i, person] of people.entries()) {
    bar.at(i, people.length);
    const letter = letterFor(ready, person);
    const base = join(folder, person.planned.plan.name, names.get(person.key) ?? person.key);
    mkdirSync(dirname(base), { recursive: true });
    writeFileSync(`${base}.html`, letterPage(letter));
    writeFileSync(`${base}.md`, letterMarkdown(letter));
    if (browser !== undefined) await printToPdf(browser, `${base}.html`, `${base}.pdf`);
    const endings = browser === undefined ? ["html", "md"] : ["html", "md", "pdf"];
    written.push(...endings.map((ending) => `${shownPath(io, base)}.${ending}`));
  }
  bar.end();
  return {
    exit: OK,
    found: { places: ready.session.places, diagnostics: ready.warnings, notes: ready.notes },
    result: () => ({ written }),
    print: (to) => to.out(`${shownPath(io, folder)}: ${counted(people.length, "letter")}\n`),
  };
}
