// The templates: each checks, tests and pays what its README computed by hand; and the page that lists them.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { attain, emptyFolder, json } from "../support/command-line.ts";
import { type Explained, unexplained } from "./amounts.ts";

vi.setConfig({ testTimeout: 60_000 });

const root = fileURLToPath(new URL("../..", import.meta.url));
const home = join(root, "compiler/templates");

const TEMPLATES = foldersIn(home).flatMap((group) =>
  foldersIn(join(home, group)).map((name) => [name, `${group}/${name}`] as const),
);

interface Paid {
  readonly payouts: readonly {
    readonly payee: string;
    readonly currency: string;
    readonly payout: string;
  }[];
}

interface Readme {
  readonly summary: string;
  readonly use: string;
  readonly not: string;
  readonly period: string;
  /** `ada 1,245.03 USD`, as its table has it. */
  readonly paid: readonly string[];
}

test("there are at least fifteen, each with a name of its own", () => {
  const names = TEMPLATES.map(([name]) => name);
  expect(names.length).toBeGreaterThanOrEqual(15);
  const all = [...names, ...foldersIn(join(root, "examples"))];
  expect(new Set(all).size).toBe(all.length);
});

describe.each(TEMPLATES)("%s", (name, path) => {
  test("says what it pays, when to use it and when not", () => {
    const { summary, use, not, paid } = readmeOf(path);
    expect(summary).toMatch(/^Pays /);
    expect([use, not]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
    expect(paid.length).toBeGreaterThan(1);
  });

  test("checks without a finding, and passes its tests", async () => {
    const folder = copyOf(path);
    expect(await json(folder, "check")).toMatchObject({ exit: 0, diagnostics: [] });
    const { code, out } = await attain(folder, "test");
    expect(code, out).toBe(0);
    expect(out).toMatch(/^\d+ tests?: all pass$/m);
    expect((await attain(folder, "fmt", "--check")).code, "its style").toBe(0);
  });

  test("pays what its README computed by hand, and explains it", async () => {
    const folder = copyOf(path);
    const { paid, period } = readmeOf(path);
    const { payouts } = (await json(folder, "run", "--period", period)) as Paid;
    const rows = payouts.map(({ payee, payout, currency }) => `${payee} ${payout} ${currency}`);
    expect(rows.sort()).toEqual(paid.map((row) => row.replaceAll(",", "")).sort());
    for (const { payee } of payouts) {
      const { explanations } = (await json(folder, "explain", payee, "--period", period)) as {
        explanations: Explained[];
      };
      expect(explanations.flatMap(unexplained), `${name}, ${payee}`).toEqual([]);
    }
  });
});

test("docs/templates.md has them all, in the words of their READMEs", () => {
  const page = readFileSync(join(root, "docs/templates.md"), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| ["));
  const expected = TEMPLATES.map(([name, path]) => {
    const { summary, use } = readmeOf(path);
    return `| [${name}](../compiler/templates/${path}/README.md) | ${summary} | ${use} |`;
  });
  expect(rows.map((row) => row.replaceAll(/ +/g, " "))).toEqual(expected);
});

test("`attain new --list` has them in their groups, before the examples", async () => {
  const { templates } = (await json(emptyFolder(), "new", "--list")) as {
    templates: { name: string; group: string; summary: string }[];
  };
  const listed = templates.filter(({ group }) => group !== "Whole examples");
  expect(listed).toEqual(templates.slice(0, listed.length));
  expect(listed).toEqual(
    TEMPLATES.map(([name, path]) => {
      const words = (path.split("/")[0] ?? "").replaceAll("-", " ");
      const group = words.charAt(0).toUpperCase() + words.slice(1);
      return { name, group, summary: readmeOf(path).summary };
    }),
  );
});

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function copyOf(path: string): string {
  const folder = emptyFolder();
  cpSync(join(home, path), folder, { recursive: true });
  return folder;
}

function readmeOf(path: string): Readme {
  const text = readFileSync(join(home, path, "README.md"), "utf8");
  const paragraph = (text.split("\n\n")[1] ?? "").replaceAll("\n", " ");
  const [, summary = "", use = "", not = ""] =
    /^(.*?\.) (Use it .*?\.) (Not .*\.)$/.exec(paragraph) ?? [];
  const period = /`attain run --period (\S+)`/.exec(text)?.[1] ?? "";
  const paid = [...text.matchAll(/^\| (\w+) +\| +([\d,.-]+ [A-Z]{3}) \|/gm)].map(
    ([, payee, amount]) => `${payee} ${amount}`,
  );
  return { summary, use, not, period, paid };
}
