// Damaged plans, and texts that are no plans at all: they check without a throw or a hang, and without a place outside.
import { describe, expect, test } from "vitest";
import { Draw } from "../support/generators-draw.ts";
import { damaged } from "./damage.ts";
import { patience, seeds } from "./runs.ts";
import { CASES, checkerOf, complaint, EXAMPLES } from "./texts.ts";

const PLANS = [...EXAMPLES, ...CASES];
const MUTATIONS = 10_000;
/** Longer than any check takes on a slow machine. */
const HANGS = 10_000;

describe("damaged plans", () => {
  test("check", { timeout: patience(MUTATIONS) }, () => {
    const checks = PLANS.map(checkerOf);
    const texts = PLANS.map(({ text }) => text);
    const wrong: string[] = [];
    for (const seed of seeds(MUTATIONS)) {
      const draw = new Draw(seed);
      const which = draw.int(0, PLANS.length - 1);
      const text = damaged(draw, texts[which] ?? "", texts);
      const found = complaint(checks[which] as ReturnType<typeof checkerOf>, text);
      if (found !== undefined) wrong.push(`seed ${seed}: ${found}\n${text}`);
    }
    expect(wrong.length, wrong[0] ?? "").toBe(0);
  });
});

const HEAD = `people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date

plan Long
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Sales from Deals
    dated closed
    worth amount
    to rep

  component commission
`;

/** A component that earns this. */
function earning(text: string): string {
  return `${HEAD}    earns ${text}\n    rounded half even to cent\n`;
}

function measures(count: number, of: (next: string) => string): string {
  const lines = Array.from(
    { length: count },
    (_, i) => `  measure m${i} means ${of(`m${i + 1}`)}\n`,
  );
  return `${earning("m0")}${lines.join("")}`;
}

const MANY = 5000;
const TEXTS: Readonly<Record<string, string>> = {
  "brackets within brackets": earning(`${"(".repeat(MANY)}1 USD${")".repeat(MANY)}`),
  "brackets that are left open": earning("(".repeat(MANY)),
  "brackets in a cell": `${earning("1 USD")}  lookup L by Ratio and Ratio\n    |  | from 0% |\n    | from 0% | ${"(".repeat(MANY)} |\n`,
  "choices within choices": earning(
    `${"if yes then ".repeat(MANY)}1 USD${" else 2 USD".repeat(MANY)}`,
  ),
  "minus after minus": earning(`${"- ".repeat(MANY)}1 USD`),
  "not after not": earning(`1 USD when ${"not ".repeat(MANY)}yes`),
  "parts of parts": earning(`${"5% of ".repeat(MANY)}1 USD`),
  "days after days": earning(`1 USD when ${"1 Day after ".repeat(MANY)}2026-01-01 is 2026-01-01`),
  "fields of fields": earning(`amount${".amount".repeat(MANY)}`),
  "totals of totals": earning(`${"total (".repeat(MANY)}amount${") of Sales".repeat(MANY)}`),
  "a long sum": earning(`1 USD${" + 1 USD".repeat(MANY)}`),
  "a long condition": earning(`1 USD when yes${" and yes".repeat(MANY)}`),
  "a long list": `type List is one of ${Array.from({ length: MANY }, (_, i) => `A${i}`).join(", ")}\n`,
  "a long number": earning(`${"9".repeat(MANY)} USD`),
  "a long name": earning("a".repeat(MANY)),
  "many steps": `${earning("1 USD")}${"    plus 1 USD\n".repeat(MANY)}`,
  "many measures in a row": measures(1000, (next) => `${next} + 1 USD`),
  "measures that double": measures(60, (next) => `${next} + ${next}`),
  "parameters that double": Array.from(
    { length: 60 },
    (_, i) => `shared parameter p${i} means p${i + 1} + p${i + 1}\n`,
  ).join(""),
  "a table along measures that double": `${measures(60, (next) => `${next} + ${next}`)}  rates R marginal by m0\n    from 0 USD pay 5%\n  component c\n    earns R on m1\n`,
  "a table along a measure that needs itself": `${HEAD}    earns R on a\n  measure a means b otherwise 1 USD\n  measure b means a year to date\n  rates R whole by a, earlier periods are rated again\n    from 0 USD pay 5%\n`,
  "one sign, over and over": '"'.repeat(MANY) + "`".repeat(MANY) + "|".repeat(MANY),
  "empty lines": "\n".repeat(MANY),
  "no text at all": "",
  "signs that no language has": "\u0000\uFFFD\u{1F600}\uD800 ;{}[]<>\u202E".repeat(MANY / 10),
};

describe("texts that are long and deep", () => {
  test.each(Object.entries(TEXTS))("%s: checks", { timeout: HANGS }, (_, text) => {
    const check = checkerOf({ path: "plans/deep.plan", text, project: {} });
    expect(complaint(check, text)).toBeUndefined();
  });
});

describe("a complaint", () => {
  const file = { path: "plans/short.plan", text: "plan" };
  const found = (start: number, end: number, message = "Something is wrong."): string | undefined =>
    complaint(
      () => ({
        diagnostics: [
          {
            code: "ATN1001",
            name: "any",
            severity: "error",
            message,
            at: { file, span: { start, end } },
            related: [],
            fixes: [],
          },
        ],
      }),
      file.text,
    );

  test("catches a throw", () => {
    const said = complaint(() => {
      throw new RangeError("Maximum call stack size exceeded");
    }, "");
    expect(said).toContain("It throws: RangeError: Maximum call stack size exceeded");
  });

  test("catches a place outside of the text", () => {
    expect(found(0, 4)).toBeUndefined();
    expect(found(0, 5)).toBe("A place lies outside of the text: Something is wrong.");
    expect(found(3, 2)).toBe("A place lies outside of the text: Something is wrong.");
    expect(found(Number.NaN, 2)).toBe("A place lies outside of the text: Something is wrong.");
  });

  test("catches words that are no words", () => {
    expect(found(0, 4, "`a` already means [object Object].")).toContain("It says:");
  });
});
