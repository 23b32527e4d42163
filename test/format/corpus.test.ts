// Every plan of the repository is formatted, and stays what it is when it is formatted.
import { describe, expect, it } from "vitest";
import { format } from "../../compiler/src/format/format.ts";
import { CHECKS, faultsOf, type Formatter } from "./checks.ts";
import { planTexts } from "./corpus.ts";

const texts = planTexts();

it("finds the plans", () => {
  expect(texts.filter(({ name }) => name.endsWith(".plan")).length).toBeGreaterThan(50);
  expect(texts.filter(({ name }) => name.includes(".md:")).length).toBeGreaterThan(200);
});

describe.each(texts)("$name", ({ text }) => {
  it("is in the style", () => expect(format(text)).toBe(text));
  it("passes every check", () => expect(faultsOf(text, format)).toEqual([]));
});

const PLAN = `// The team's plan
plan P
 for Reps   // and nobody else
 capped at 5 USD
 component c
  earns 4% of Sales
`;

/** Formatters with a fault each, and the check that finds it. */
const FAULTY: readonly (readonly [fault: string, check: RegExp, formatter: Formatter])[] = [
  ["adds a line each time", /^is stable/, (text) => `${format(text)}// more\n`],
  ["changes a rate", /^reads the same/, (text) => format(text).replace("4%", "5%")],
  ["forgets a comment", /^keeps every comment/, (text) => format(text).replace(/ +\/\/ and.*/, "")],
  [
    "forgets what it can't read",
    /^loses no sign/,
    (text) => format(text).replace(/.*capped.*\n/, ""),
  ],
  ["writes LF always", /CR LF/, (text) => format(text).replaceAll("\r\n", "\n")],
  ["forgets the mark", /byte-order mark/, (text) => format(text).replace("\uFEFF", "")],
];

describe("a planted fault", () => {
  it.each(FAULTY)("is found: a formatter that %s", (_, check, formatter) => {
    expect(faultsOf(PLAN, format)).toEqual([]);
    expect(faultsOf(PLAN, formatter)).toContainEqual(expect.stringMatching(check));
  });

  it("of each kind is among these", () => {
    for (const { name } of CHECKS) expect(FAULTY.some(([, check]) => check.test(name))).toBe(true);
  });
});
