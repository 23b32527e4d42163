// Runs the pages about data, projects and runs: each shows a fault and its cure, with all that is printed.
import { expect, test } from "vitest";
import { CATALOGUE } from "../../compiler/src/diagnostics/catalogue/index.ts";
import { readPage } from "../support/markdown.ts";
import { projectFaults } from "../support/project-blocks.ts";
import { repositoryFiles } from "../support/repository.ts";

const pages = repositoryFiles()
  .filter(({ path }) => /^docs\/diagnostics\/ATN[789]\d+\.md$/.test(path))
  .map(readPage);

test("finds the pages", () => {
  expect(pages.length).toBeGreaterThan(40);
});

test.each(pages.map((page) => [page.path.replace(/^.*\/|\.md$/g, ""), page] as const))(
  "the project of %s prints what its page says",
  async (code, page) => {
    const { severity = "error" } = CATALOGUE.get(code) ?? {};
    expect((await projectFaults(page, { code, severity })).join("\n\n")).toBe("");
  },
  30_000,
);

test.each(pages.map((page) => [page.path.replace(/^.*\/|\.md$/g, ""), page] as const))(
  "%s says what to do, below each fault",
  (_, { path, fences }) => {
    const blocks = fences
      .filter(({ info }) => info[0] === "console")
      .flatMap(({ lines }) => lines.join("\n").split(/\n\n|^(?=\$ )|\n(?=\d+ tests?:)/m))
      .filter((block) => FAULT.test(block));
    expect(blocks.length, path).toBeGreaterThan(0);
    expect(blocks.filter((block) => !ADVICE.test(block))).toEqual([]);
  },
);

const FAULT = /^\s*(?:error|warning) ATN\d{4} /m;
/** The last line of a fault is a sentence. */
const ADVICE = /\n +[A-Z`].*[.?]$/;

const PLAN = [
  "```plan file=plans/bonus.plan",
  "people Staff",
  "  id    : Text key",
  "  bonus : USD per Quarter at least 0 USD",
  "plan Bonus",
  "  for    Staff",
  "  during FY2026",
  "  pays   each Quarter in USD",
  "  component spot",
  "    earns   bonus",
  "    rounded half even to cent",
  "```",
];
const CONFIG = [
  "```json file=attain.json",
  '{ "data": { "Staff": { "file": "data/staff.csv" } } }',
  "```",
];
const BAD = ["```csv file=data/staff.csv bad", "id,bonus", "ada,ten", "```"];
const REFUSED = [
  "```console",
  "$ attain run --period FY2026-Q1 --dry-run",
  "error ATN7203  `ten` isn't a number such as `1250.50`.",
  "   data/staff.csv, row 2, column bonus",
  '   Mend it in the export; or say in attain.json what it stands for: `"values": { "bonus": { "ten": "…" } }`.',
  "",
  "Nothing was paid: there is a problem in the data.",
  "```",
];
const GOOD = ["```csv file=data/staff.csv good", "id,bonus", "ada,10", "```"];
const FINE = ["```console", "$ attain check", "1 plan in 1 file: nothing is wrong", "```"];
const WHOLE = [PLAN, CONFIG, BAD, REFUSED, GOOD, FINE].map((block) => block.join("\n"));

/** The first line of each fault of a page that is about `ATN7203`. */
async function faultsOf(blocks: readonly string[], code = "ATN7203"): Promise<readonly string[]> {
  const page = readPage({ path: "docs/planted.md", text: blocks.join("\n") });
  const faults = await projectFaults(page, { code, severity: "error" });
  return faults.map((fault) => fault.split("\n")[0] ?? "");
}

/** The page with other words in one place. */
function changed(from: string, to: string): readonly string[] {
  expect(WHOLE.join("\n")).toContain(from);
  return WHOLE.map((block) => block.replace(from, to));
}

test("finds nothing in a page that is right", async () => {
  expect(await faultsOf(WHOLE)).toEqual([]);
});

test("finds other words than those that are printed", async () => {
  const run = "`attain run --period FY2026-Q1 --dry-run`";
  expect(await faultsOf(changed("1250.50", "1250.5"))).toEqual([
    `docs/planted.md:21 ${run} prints`,
  ]);
  expect(await faultsOf(changed("row 2,", "row 3,"))).toHaveLength(1);
  expect(await faultsOf(changed("nothing is wrong", "nothing is wrong\n…"))).toEqual([
    "docs/planted.md:33 `attain check` prints",
  ]);
});

test("finds a page that doesn't give its own code", async () => {
  const run = "`attain run --period FY2026-Q1 --dry-run`";
  expect(await faultsOf(WHOLE, "ATN7204")).toEqual([
    `docs/planted.md:21 ${run} doesn't give ATN7204.`,
    `docs/planted.md:21 ${run} gives ATN7203.`,
  ]);
  expect(await faultsOf(WHOLE.filter((block) => !block.includes("ATN7203")))).toEqual([
    "docs/planted.md runs nothing with a `bad` file, so it doesn't give ATN7203.",
  ]);
});

test("finds a fault that isn't mended", async () => {
  const cured = await faultsOf(WHOLE.slice(0, 4));
  expect(cured).toEqual([
    "docs/planted.md runs nothing with all files `good`.",
    "docs/planted.md leaves data/staff.csv as it was.",
  ]);
  const run = FINE.join("\n").replace("check", "run --period FY2026-Q1");
  expect(await faultsOf([...changed("ada,10", "ada,eleven").slice(0, 5), run])).toEqual([
    "docs/planted.md:33 `attain run --period FY2026-Q1` prints",
    "docs/planted.md:33 `attain run --period FY2026-Q1` gives ATN7203.",
    "docs/planted.md:33 `attain run --period FY2026-Q1` ends with 1, not 0.",
  ]);
});

test("finds plans that a page leaves with faults", async () => {
  expect(await faultsOf(changed("component spot", "component spot\n    allow unused"))).toContain(
    "docs/planted.md ends with plans that have faults:",
  );
});

test("finds blocks that mean nothing", async () => {
  expect(await faultsOf([...WHOLE, "```sh", "ls", "```"])).toEqual([
    "docs/planted.md:37 has a block of `sh` that no file is named for.",
  ]);
  expect(await faultsOf(changed(" bad", " bad wrong"))).toEqual([
    "docs/planted.md:17 has a file that is `wrong`.",
  ]);
  expect(await faultsOf(changed("staff.csv good", "stuff.csv good"))).toContain(
    "docs/planted.md:29 mends data/stuff.csv, which isn't `bad`.",
  );
  expect(await faultsOf([...WHOLE, "```console", "$ ls", "```"])).toEqual([
    "docs/planted.md:37 runs `ls`, which isn't a command of Attain.",
  ]);
});
