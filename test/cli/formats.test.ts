// What commands find, in the formats of other tools: each is read by a parser of its own, or held to its schema.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parse as parseJunit } from "junit2json";
import { Parser } from "tap-parser";
import { describe, expect, it } from "vitest";
import { attain, filesIn, project, PROJECT, read } from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];

// 50,000 x 4% = 2,000. The second title has signs that every format reads as its own.
const TESTS = `test "half of quota pays the first rate" for Sales
  given quota is 100,000 USD
  given Bookings is 50,000 USD
  expect commission is 2,000 USD

test "a <b> & 'c', #2 : 50% of |quota|" for Sales
  given quota is 100,000 USD
  given Bookings is 50,000 USD
  expect commission is 2,100 USD
`;
const FAILING = { "plans/sales.plan": SALES.replace(/^test[^]*/m, TESTS) };
const TITLE = "a <b> & 'c', #2 : 50% of |quota|";
const OFF = "commission is 2,000.00 USD, not 2,100.00 USD: 100.00 USD less";

// A unit that isn't the plan's, and a name that is nearly another: the second has a fix.
const FAULTY = {
  "plans/sales.plan": SALES.replace("250 USD", "250 EUR").replace("on Bookings", "on Booking"),
};

/** What a format says of failing tests, and of faulty plans. */
async function both(format: string): Promise<{ readonly tests: string; readonly check: string }> {
  const tests = await attain(project(FAILING), "test", "--format", format);
  const check = await attain(project(FAULTY), "check", "--format", format);
  expect([tests.code, tests.err, check.code, check.err]).toEqual([1, "", 1, ""]);
  return { tests: tests.out, check: check.out };
}

const schema = readFileSync(new URL("sarif.schema.json", import.meta.url), "utf8");
const isSarif = new Ajv({ allErrors: true }).compile(JSON.parse(schema) as object);

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: unknown }[];
      readonly fixes?: readonly unknown[];
    }[];
  }[];
}

function sarifOf(text: string): Sarif["runs"][number] {
  const document = JSON.parse(text) as Sarif;
  expect(isSarif(document), JSON.stringify(isSarif.errors, null, 2)).toBe(true);
  return document.runs[0] ?? expect.fail("there is a run");
}

describe("SARIF", () => {
  it("is as its schema says, and holds each finding with its rule and place", async () => {
    const { check } = await both("sarif");
    const { tool, results } = sarifOf(check);
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ["ATN2001", "error"],
      ["ATN3305", "error"],
    ]);
    for (const { ruleId, ruleIndex } of results)
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const [, unit] = results;
    expect(unit?.message.text).toContain("A component pays USD; this gives EUR.");
    expect(unit?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "plans/sales.plan" },
          region: { startLine: 26, startColumn: 5, endLine: 26, endColumn: 18 },
        },
      },
    ]);
    expect(results[0]?.fixes).toHaveLength(1);
  });

  it("holds tests that fail", async () => {
    const { results } = sarifOf((await both("sarif")).tests);
    expect(results.map(({ ruleId, message }) => [ruleId, message.text])).toEqual([
      ["failing-test", `${TITLE}: ${OFF}`],
    ]);
  });

  it("is empty where nothing is wrong", async () => {
    const { code, out } = await attain(project(), "check", "--format", "sarif");
    expect([code, sarifOf(out).results]).toEqual([0, []]);
  });
});

describe("JUnit XML", () => {
  it("is read by a consumer, with each test in its file", async () => {
    const suites = await parseJunit((await both("junit")).tests);
    if (suites === null || suites === undefined || !("testsuite" in suites))
      return expect.fail("no suites were read");
    expect([suites.tests, suites.failures]).toEqual([2, 1]);
    const [suite, ...more] = suites.testsuite ?? [];
    expect([suite?.name, suite?.tests, suite?.failures, more.length]).toEqual([
      "plans/sales.plan",
      2,
      1,
      0,
    ]);
    expect(suite?.testcase?.map(({ name, classname }) => [name, classname])).toEqual([
      ["half of quota pays the first rate", "Sales"],
      [TITLE, "Sales"],
    ]);
    const [failure] = suite?.testcase?.[1]?.failure ?? [];
    expect(failure?.message).toBe(OFF);
    expect(failure?.inner).toContain("given quota 100,000.00 USD, Bookings 50,000.00 USD");
    return undefined;
  });

  it("has a test for each finding of a check, and one where there are none", async () => {
    const suites = await parseJunit((await both("junit")).check);
    expect(suites).toMatchObject({ tests: 2, failures: 2 });
    const { out } = await attain(project(), "check", "--format", "junit");
    expect(await parseJunit(out)).toMatchObject({ tests: 1, failures: 0 });
  });
});

describe("TAP", () => {
  it("is read by a parser, with what is wrong below a test that fails", async () => {
    const { tests } = await both("tap");
    expect(tests.split("\n").slice(0, 3)).toEqual([
      "TAP version 14",
      "1..2",
      "ok 1 - half of quota pays the first rate",
    ]);
    const results = new Parser({ strict: true }, () => undefined);
    const failed: { name: string; diag: unknown }[] = [];
    results.on("assert", (one: { ok: boolean; name: string; diag?: unknown }) => {
      if (!one.ok) failed.push({ name: one.name, diag: one.diag });
    });
    results.end(tests);
    expect(results.results).toMatchObject({
      ok: false,
      count: 2,
      pass: 1,
      fail: 1,
      failures: [{}],
    });
    expect(failed).toMatchObject([
      {
        name: TITLE,
        diag: { severity: "fail", at: { file: "plans/sales.plan", line: 36, column: 6 } },
      },
    ]);
    expect(failed[0]?.diag).toMatchObject({ message: OFF });
  });

  it("says that there are no tests", async () => {
    const folder = project({ "plans/sales.plan": SALES.replace(/^test[^]*/m, "") });
    const { code, out } = await attain(folder, "test", "--format", "tap");
    expect([code, out]).toEqual([0, "TAP version 14\n1..0 # SKIP there are no tests\n"]);
  });
});

describe("GitHub's annotations", () => {
  it("stand beside the line of each finding, on one line each", async () => {
    const { tests, check } = await both("github");
    const [annotation, summary, ...more] = tests.split("\n");
    expect(annotation).toMatch(
      /^::error file=plans\/sales\.plan,line=36,endLine=36,col=6,endColumn=\d+,title=a <b> & 'c'%2C #2 %3A 50%25 of \|quota\|::given quota .*%0Acommission is 2,000\.00 USD, not/,
    );
    expect([summary, more]).toEqual(["2 tests: 1 pass, 1 fail", [""]]);
    expect(check.split("\n")[1]).toMatch(
      /^::error file=plans\/sales\.plan,line=26,endLine=26,col=5,endColumn=18,title=ATN3305 [\w-]+::A component pays USD; this gives EUR\./,
    );
  });
});

describe("markdown", () => {
  it("says first what it comes to, and folds how the numbers came about", async () => {
    const { tests, check } = await both("markdown");
    expect(tests.split("\n").slice(0, 5)).toEqual([
      "<!-- attain test -->",
      "",
      "### ❌ `attain test`: 2 tests: 1 pass, 1 fail",
      "",
      `- **a &lt;b> &amp; 'c', #2 : 50% of \\|quota\\|**: ${OFF} (\`plans/sales.plan:36\`)`,
    ]);
    expect(tests).toMatch(
      /<details><summary>a &lt;b>.*<\/summary>\n\n```text\n[^]+\n```\n\n<\/details>\n$/,
    );
    expect(check).toContain("- **error ATN3305** A component pays USD; this gives EUR.");
    const { out } = await attain(project(), "test", "--format", "markdown");
    expect(out).toBe("<!-- attain test -->\n\n### ✅ `attain test`: 1 test: all pass\n");
  });
});

describe("HTML", () => {
  it("is one page that needs nothing else, in which no text of a plan is a tag", async () => {
    const { tests, check } = await both("html");
    expect(tests).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(tests).toContain("a &lt;b&gt; &amp; &#39;c&#39;, #2");
    expect(tests).not.toContain("<b>");
    expect(tests + check).not.toMatch(/https?:|<script|<link|<img/);
    expect(check).toContain("<strong>error ATN3305</strong>");
  });
});

describe("files", () => {
  it("take the result in place of stdout, in the format that is asked for", async () => {
    const folder = project(FAILING);
    const printed = await attain(folder, "test", "--format", "tap");
    const written = await attain(folder, "test", "--format", "tap", "--output", "reports/all.tap");
    expect(written).toEqual({ code: 1, out: "", err: "" });
    expect(read(folder, "reports/all.tap")).toBe(printed.out);
    const json = await attain(folder, "test", "--format", "json", "--output", "all.json");
    expect(json).toEqual({ code: 1, out: "", err: "" });
    expect(JSON.parse(read(folder, "all.json"))).toMatchObject({ command: "test", exit: 1 });
  });

  it("are as many as are asked for, beside what is printed", async () => {
    const folder = project(FAILING);
    const { out } = await attain(folder, "test");
    const outputs = [
      "--output",
      "junit=a.xml",
      "--output=sarif=b.sarif",
      "--output",
      "pretty=c.txt",
    ];
    expect(await attain(folder, "test", ...outputs)).toEqual({ code: 1, out, err: "" });
    expect(filesIn(folder)).toEqual(expect.arrayContaining(["a.xml", "b.sarif", "c.txt"]));
    expect(read(folder, "a.xml")).toMatch(/^<\?xml/);
    expect(read(folder, "c.txt")).toBe(out);
  });

  it("hold the findings that keep tests from being run", async () => {
    const folder = project(FAULTY);
    const { code } = await attain(folder, "test", "--output", "sarif=a.sarif");
    expect(code).toBe(1);
    expect(sarifOf(read(folder, "a.sarif")).results).toHaveLength(2);
  });

  it("are refused in formats that there aren't, and where one takes the place of another", async () => {
    const folder = project();
    const unknown = await attain(folder, "test", "--output", "xml=a.xml");
    expect([unknown.code, unknown.err]).toEqual([
      2,
      expect.stringMatching(/^There is no format xml here: write pretty, json, sarif/),
    ]);
    const twice = await attain(folder, "test", "--output", "a", "--output", "b");
    expect([twice.code, twice.err]).toEqual([
      2,
      expect.stringMatching(/^--output FILE stands twice/),
    ]);
    expect(filesIn(folder)).toEqual(filesIn(project()));
  });

  it("can't be written where there is a folder", async () => {
    const { code, err } = await attain(project(), "test", "--output", "plans");
    expect([code, err]).toEqual([2, expect.stringContaining("plans")]);
  });
});
