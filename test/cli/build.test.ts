// `attain build`: modules that compile under the strictest flags, and that pay in a program of their own what `attain run` pays.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  attain,
  contentsOf,
  emptyFolder,
  filesIn,
  json,
  newFolder,
  type Outcome,
  project,
  PROJECT,
  read,
  write,
  writeAll,
} from "../support/command-line.ts";

const run = promisify(execFile);
const runtime = fileURLToPath(new URL("../../runtime", import.meta.url));
const tsc = join(
  dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin/tsc",
);

// What is built imports the runtime as it is published.
const isRuntimeBuilt = existsSync(join(runtime, "dist/index.d.ts"));

const MODULES = ["Sales.d.ts", "Sales.js", "Sales.ts"];

// One project is built for most tests.
const home = newFolder();
let built: Outcome;
beforeAll(async () => {
  writeAll(home, { ...PROJECT, "package.json": '{ "type": "module" }' });
  mkdirSync(join(home, "node_modules/@attain"), { recursive: true });
  symlinkSync(runtime, join(home, "node_modules/@attain/runtime"), "junction");
  if (isRuntimeBuilt) built = await attain(home, "build");
});
afterAll(() => rmSync(home, { recursive: true }));

describe.runIf(isRuntimeBuilt)("a project that is built", () => {
  it("has TypeScript, JavaScript and declarations for each plan, and nothing else", () => {
    expect(built).toEqual({
      code: 0,
      out: "  build/Sales.ts\n  build/Sales.js\n  build/Sales.d.ts\n1 plan built\n",
      err: "",
    });
    expect(filesIn(join(home, "build"))).toEqual(MODULES);
  });

  it("names the lines of the plan in what it writes, and itself as the writer", () => {
    const typeScript = read(home, "build/Sales.ts");
    expect(typeScript.split("\n", 1)[0]).toContain(
      "Written by Attain from plans/sales.plan:3: change the plan, not this file.",
    );
    for (const line of [8, 13, 14, 17, 18, 19, 22, 23, 26, 27]) {
      expect(typeScript).toContain(`plans/sales.plan:${line}`);
    }
    expect(read(home, "build/Sales.js")).toContain("// plans/sales.plan:17");
    expect(read(home, "build/Sales.d.ts")).toContain("plans/sales.plan:21");
  });

  it("imports nothing but the runtime", () => {
    for (const file of MODULES) {
      const imports = [...read(home, `build/${file}`).matchAll(/\bfrom ["']([^"']+)["']/g)];
      expect(imports.map(([, name]) => name)).toEqual(["@attain/runtime"]);
    }
  });

  it("is the same when it is built again", async () => {
    const before = contentsOf(join(home, "build"));
    await attain(home, "build");
    expect(contentsOf(join(home, "build"))).toEqual(before);
  });
});

describe.runIf(isRuntimeBuilt)("a program that imports the module", () => {
  it("pays what a run pays", async () => {
    write(home, "pay.mjs", PAY);
    const { stdout, stderr } = await run(process.execPath, ["pay.mjs"], { cwd: home });
    const { payouts } = (await json(home, "run", "-p", "FY2026-H1", "--dry-run")) as {
      payouts: { period: string; payee: string; components: object; payout: string }[];
    };
    const paid = JSON.parse(stdout) as unknown[];
    expect(stderr).toBe("");
    // By hand: 8,000.05 + 500; 800.01; nothing; 5,000 + 250.
    expect(paid).toEqual([
      {
        period: "FY2026-Q1",
        payee: "R1",
        components: { commission: "8000.05", bonus: "500" },
        payout: "8500.05",
      },
      {
        period: "FY2026-Q1",
        payee: "R2",
        components: { commission: "800.01", bonus: "0" },
        payout: "800.01",
      },
      {
        period: "FY2026-Q2",
        payee: "R1",
        components: { commission: "0", bonus: "0" },
        payout: "0",
      },
      {
        period: "FY2026-Q2",
        payee: "R2",
        components: { commission: "5000", bonus: "250" },
        payout: "5250",
      },
    ]);
    const ran = payouts.map(({ period, payee, components, payout }) => ({
      period,
      payee,
      components,
      payout,
    }));
    // A run writes cents where there are none.
    expect(JSON.parse(JSON.stringify(ran).replaceAll(/\.00"/g, '"'))).toEqual(paid);
  });

  it("passes tsc under its strictest flags, and keeps currencies and people apart", async () => {
    write(home, "use.ts", USE);
    // All that tsc says is about the lines that are wrong.
    expect((await complaints(home, "use.ts")).match(/^\S.*?error TS\d+/gm)).toEqual([
      "use.ts(9,3): error TS2322",
      "use.ts(13,22): error TS2739",
    ]);
  });
});

/** A program that uses the plan well, and then takes its dollars for euros and a key for a person. */
const USE = `import type { Money, Period } from "@attain/runtime";
import { type Reps, Sales } from "./build/Sales.js";

export function right(plan: Sales, payee: Reps, period: Period): Money<"USD"> {
  return plan.payout(payee, period);
}

export function wrongMoney(plan: Sales, payee: Reps, period: Period): Money<"EUR"> {
  return plan.payout(payee, period);
}

export function wrongPerson(plan: Sales, payee: { id: string }, period: Period): Money<"USD"> {
  return plan.payout(payee, period);
}
`;

/** A program that reads the project's data as plain cells, and pays both people for two quarters. */
const PAY = `
import { readFileSync } from "node:fs";
import { CALENDAR_YEAR, parsePeriod } from "@attain/runtime";
import { readData, Sales } from "./build/Sales.js";

function rows(name) {
  const [heading, ...lines] = readFileSync(\`data/\${name}.csv\`, "utf8").trim().split("\\n");
  const names = heading.split(",");
  const cells = (line) => [...line.matchAll(/"((?:[^"]|"")*)"|[^,]+/g)].map(([cell, quoted]) => quoted ?? cell);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i], cell])));
}

const plan = new Sales(readData({ Reps: rows("reps"), Deals: rows("deals"), Quotas: rows("quotas") }));
const paid = ["FY2026-Q1", "FY2026-Q2"].flatMap((name) => {
  const period = parsePeriod(CALENDAR_YEAR, name);
  return plan.eligible().map((payee) => ({
    period: name,
    payee: payee.id,
    components: {
      commission: plan.commission(payee, period).toString(),
      bonus: plan.bonus(payee, period).toString(),
    },
    payout: plan.payout(payee, period).toString(),
  }));
});
console.log(JSON.stringify(paid));
`;

const STRICTEST = [
  "strict",
  "noUncheckedIndexedAccess",
  "exactOptionalPropertyTypes",
  "noImplicitOverride",
  "noImplicitReturns",
  "noFallthroughCasesInSwitch",
  "noPropertyAccessFromIndexSignature",
  "noUncheckedSideEffectImports",
  "noUnusedLocals",
  "noUnusedParameters",
  "verbatimModuleSyntax",
  "isolatedModules",
  "isolatedDeclarations",
  "erasableSyntaxOnly",
  "declaration",
];

const MODULE_FLAGS =
  "--allowUnreachableCode false --allowUnusedLabels false --target es2022 --module nodenext --noEmit --ignoreConfig".split(
    " ",
  );

/** What tsc says of a file, as a project of Node.js has it. */
async function complaints(folder: string, file: string): Promise<string> {
  const flags = [...STRICTEST.map((flag) => `--${flag}`), ...MODULE_FLAGS];
  try {
    return (await run(process.execPath, [tsc, ...flags, file], { cwd: folder })).stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe.runIf(isRuntimeBuilt)("what is built, and where", () => {
  const OTHER = PROJECT["plans/sales.plan"]
    .replace("plan Sales", "plan Other")
    .replace(/^test[^]*/m, "");

  it("is each plan of the files that are named, in the folder that --out names", async () => {
    const folder = project({ "plans/other.plan": OTHER });
    const out = await json(folder, "build", "plans/other.plan", "--out", "src/plans");
    expect(out).toMatchObject({
      files: ["src/plans/Other.ts", "src/plans/Other.js", "src/plans/Other.d.ts"],
    });
    expect(filesIn(join(folder, "src"))).toEqual([
      "plans/Other.d.ts",
      "plans/Other.js",
      "plans/Other.ts",
    ]);
    expect(filesIn(folder)).not.toContain("build/Sales.ts");
  });

  it("is every plan of the project, with paths from where it is run", async () => {
    const folder = project({ "plans/other.plan": OTHER });
    const { code, out } = await attain(join(folder, "plans"), "build");
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^ {2}\.\.\/build\/Other\.ts\n[^]*\n2 plans built\n$/),
    ]);
    expect(filesIn(join(folder, "build"))).toHaveLength(6);
  });

  it("is in an absolute folder", async () => {
    const [folder, elsewhere] = [project(), emptyFolder()];
    await attain(folder, "build", "--out", elsewhere);
    expect(filesIn(elsewhere)).toEqual(MODULES);
  });

  it("is in the folder that --out names from where it is run", async () => {
    const folder = project();
    const { out } = await attain(join(folder, "plans"), "build", "--out", "mine");
    expect(out).toMatch(/^ {2}mine\/Sales\.ts\n/);
    expect(filesIn(join(folder, "plans/mine"))).toEqual(MODULES);
  });

  it("is never two plans in one file", async () => {
    for (const name of ["Sales", "sales"]) {
      const copy = PROJECT["plans/sales.plan"].replace("plan Sales", `plan ${name}`);
      const folder = project({ "plans/copy.plan": copy.replace(/^test[^]*/m, "") });
      const { code, err } = await attain(folder, "build");
      expect([code, err]).toEqual([1, expect.stringContaining("error ATN8206  ")]);
      expect(existsSync(join(folder, "build"))).toBe(false);
    }
  });
});

describe("what isn't built", () => {
  it("is a plan with errors: nothing is written", async () => {
    const sales = PROJECT["plans/sales.plan"].replace("250 USD", "250 EUR");
    const folder = project({ "plans/sales.plan": sales });
    const { code, out, err } = await attain(folder, "build");
    expect(code).toBe(1);
    expect(err).toContain("Nothing was written: 1 error.\n");
    expect(out + err).toContain(
      "error ATN3305  A component pays USD; this gives EUR.  plans/sales.plan:26:5\n",
    );
    expect(existsSync(join(folder, "build"))).toBe(false);
  });

  it("is anything, where the command line is wrong", async () => {
    const folder = project();
    for (const words of [["plans/none.plan"], ["--format", "yaml"], ["--output", "x"]]) {
      expect((await attain(folder, "build", ...words)).code).toBe(2);
    }
    expect(filesIn(folder)).toEqual(Object.keys(PROJECT).sort());
  });
});
