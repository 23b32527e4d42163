// Runs the command line in this process, on a project in a folder of its own, and holds what every command promises.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { expect, onTestFinished } from "vitest";
import { main } from "../../compiler/src/cli/main.ts";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Terminal {
  /** What stands on stdin. */
  readonly input?: string | Uint8Array;
  readonly colour?: boolean;
  readonly interactive?: boolean;
}

/** Files by their paths with forward slashes; undefined for one that isn't there. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

/** Lines of a stack: `    at run (main.ts:12:3)`. */
const STACK = /^\s+at .+:\d+/m;
const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
/** How the paths of folders below begin. The system's own may be a link, and a command shows paths from where it is run. */
const FOLDERS = join(realpathSync(tmpdir()), "attain-cli-");
// oxlint-disable-next-line no-control-regex -- it is what starts a colour
const COLOUR = /\u001B\[/;

const schema = readFileSync(join(REPOSITORY, "compiler/schema/output.schema.json"), "utf8");
const isDocument = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(schema) as object,
);

/** Runs a command where nobody watches: no colours, no progress. */
export async function attain(cwd: string, ...words: string[]): Promise<Outcome> {
  return attainOn({}, cwd, ...words);
}

/** Runs a command. Whatever it is, it prints no stack, no path of this machine, and whole lines. */
export async function attainOn(
  { input = "", colour = false, interactive = false }: Terminal,
  cwd: string,
  ...words: string[]
): Promise<Outcome> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(words, {
    cwd,
    input: async () => Buffer.from(input),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    colour,
    interactive,
  });
  const outcome = { code, out: out.join(""), err: err.join("") };
  for (const [stream, text] of [
    ["stdout", outcome.out] as const,
    ["stderr", outcome.err] as const,
  ]) {
    expect(text, `${stream} has no stack`).not.toMatch(STACK);
    for (const path of [REPOSITORY, FOLDERS]) {
      expect(text, `${stream} has no absolute path`).not.toContain(path);
    }
    if (!colour) expect(text, `${stream} has no colour`).not.toMatch(COLOUR);
    if (!interactive && text !== "") expect(text.at(-1), `the end of ${stream}`).toBe("\n");
  }
  if (!interactive) expect(outcome.err, "no line is written over").not.toContain("\r");
  return outcome;
}

/** The one JSON document that a command prints, and nothing else. It is as its published schema says. */
export async function json(cwd: string, ...words: string[]): Promise<unknown> {
  const { code, out, err } = await attain(cwd, ...words, "--format", "json");
  expect(err, out).toBe("");
  const document = JSON.parse(out) as unknown;
  expect(isDocument(document), JSON.stringify(isDocument.errors, null, 2)).toBe(true);
  expect(document).toMatchObject({ exit: code });
  return document;
}

/** An empty folder that goes away with the test. */
export function emptyFolder(): string {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** An empty folder that whoever asks for it removes. */
export function newFolder(): string {
  return mkdtempSync(FOLDERS);
}

/** A folder with the project below, in which some files are others. */
export function project(changes: Files = {}): string {
  return folderOf({ ...PROJECT, ...changes });
}

export function folderOf(files: Files): string {
  const folder = emptyFolder();
  writeAll(folder, files);
  return folder;
}

export function writeAll(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    if (content !== undefined) write(folder, path, content);
  }
}

export function write(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** The paths of all files below a folder, in order, with forward slashes. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** The files below a folder with what is in them: two runs that did the same have the same. */
export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(filesIn(folder).map((path) => [path, read(folder, path)]));
}

const HOUSE = `people Reps
  id   : Text key
  name : Text
  role : one of AE, Manager

source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date

source Quotas
  rep     : Reps key
  quarter : Quarter key
  amount  : USD per Quarter above 0 USD
`;

const SALES = `import "house.plan"

plan Sales "Sales 2026"
  for    Reps where role is AE
  during FY2026
  pays   each Quarter in USD

  credit Bookings from Deals
    dated closed
    worth amount
    to rep

  quota means Quotas.amount
  measure attainment means Bookings / quota

  rates Commission marginal by attainment
    from   0% pay 4%
    from  50% pay 6%
    from 100% pay 10%

  component commission "Commission"
    earns Commission on Bookings
    rounded half even to cent

  component bonus "Large deals" for each Bookings where credited >= 50,000 USD
    earns 250 USD
    rounded half even to cent

  payout "Paid"

test "half of quota pays the first rate" for Sales
  given quota is 100,000 USD
  given Bookings is 50,000 USD
  expect commission is 2,000 USD
`;

const REPS = `id,name,role
R1,"Núñez, Ana",AE
R2,"Bo ""Buzz"" Lee",AE
R3,Cy Adler,Manager
`;

const DEALS = `id,rep,amount,closed
D1,R1,60000.00,2026-01-15
D2,R1,70000.50,2026-02-20
D3,R2,20000.33,2026-03-31
D4,R2,90000,2026-04-01
`;

const QUOTAS = `rep,quarter,amount
R1,FY2026-Q1,100000
R2,FY2026-Q1,80000
R1,FY2026-Q2,100000
R2,FY2026-Q2,80000
`;

/** What attain.json says about the data of the project. */
export const DATA = {
  Reps: { file: "data/reps.csv" },
  Deals: { file: "data/deals.csv" },
  Quotas: { file: "data/quotas.csv" },
};

/** An attain.json for the project's data, with other settings. */
export function settings(more: object = {}): string {
  return `${JSON.stringify({ data: DATA, ...more }, null, 2)}\n`;
}

/**
 * Two account executives and a manager, whom the plan isn't for. What it pays them in 2026, by hand:
 *
 * First quarter. Ana has 60,000.00 + 70,000.50 = 130,000.50 on a quota of 100,000, so 130.0005%:
 *   50,000 x 4% = 2,000; 50,000 x 6% = 3,000; 30,000.50 x 10% = 3,000.05: 8,000.05. Two deals of 50,000 or more: 500.
 *   8,500.05 in all.
 * Bo has 20,000.33 on a quota of 80,000, so 25.0004125%: 20,000.33 x 4% = 800.0132, rounded 800.01, and no large deal.
 *
 * Second quarter. Ana has nothing. Bo has 90,000 on 80,000, so 112.5%:
 *   40,000 x 4% = 1,600; 40,000 x 6% = 2,400; 10,000 x 10% = 1,000: 5,000. One large deal: 250. 5,250 in all.
 */
export const PROJECT = {
  "attain.json": settings(),
  "plans/house.plan": HOUSE,
  "plans/sales.plan": SALES,
  "data/reps.csv": REPS,
  "data/deals.csv": DEALS,
  "data/quotas.csv": QUOTAS,
} satisfies Files;
