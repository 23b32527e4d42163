// Numbers as exports write them: those with one meaning are read to the last digit, and of the others it is said why not.
import { expect, test } from "vitest";
import { NUMBER_STYLES, plainNumber, withoutExponent } from "../../compiler/src/data/numbers.ts";
import { grid, hold } from "./loading.ts";

/** What a cell of a column holds, or what to do about it. */
function read(type: string, text: string, settings: object = {}): string {
  const sources = `people Reps\n  id : Text key\nsource Deals\n  id : Text key\n  cell : ${type}\n`;
  const reps = grid("| id |\n| ada |");
  const deals = [
    ["id", "cell"],
    ["D-1", text],
  ];
  const result = hold(sources, { Reps: reps, Deals: deals }, { Deals: settings });
  const [problem] = result.problems;
  return problem === undefined
    ? String(result.dataset?.get("Deals")?.rows[0]?.cells["cell"])
    : `${problem.code} ${problem.help}`;
}

test.each([
  ["USD", "$1,234.50", "1234.5"],
  ["USD", "-$1,234.50", "-1234.5"],
  ["USD", "$-5", "-5"],
  ["USD", "$ 5", "5"],
  ["USD", "USD 12", "12"],
  ["USD", "12 USD", "12"],
  ["USD", "US$12", "12"],
  ["EUR", "€ 12.00", "12"],
  ["EUR", "12.50 €", "12.5"],
  ["CAD", "$12", "12"],
  ["USD", "(1,200.00)", "-1200"],
  ["USD", "($1,200.00)", "-1200"],
  ["USD", "1,200.00-", "-1200"],
  ["USD", "\u22121,200", "-1200"],
  ["USD", "+5", "5"],
  ["USD", ".5", "0.5"],
  ["USD", "1\u00A0234\u00A0567.89", "1234567.89"],
  ["USD", "1'234.50", "1234.5"],
  ["USD", "1\u2019234.50", "1234.5"],
  ["INR", "₹12,34,567.00", "1234567"],
  ["USD", "9007199254740993.01", "9007199254740993.01"],
  ["Ratio", "12.5%", "0.125"],
  ["Ratio", "12.5 %", "0.125"],
  ["Ratio", "(5%)", "-0.05"],
  ["Ratio in percent", "35", "0.35"],
  ["Ratio in percent", "35%", "0.35"],
  ["Count", "1,000", "1000"],
  ["USD per Quarter", "$25,000", "25000"],
])("reads %s `%s`", (type, text, value) => {
  expect(read(type, text)).toBe(value);
});

test.each([
  ["1.234,50", "1234.5"],
  ["1.234.567", "1234567"],
  ["-1.234,50 €", "-1234.5"],
  ["(12,5)", "-12.5"],
  ["1 234,50", "1234.5"],
  ["12", "12"],
])("reads `%s` where attain.json says that numbers are written so", (text, value) => {
  expect(read("EUR", text, { numbers: "1.234,50" })).toBe(value);
});

const COMMA =
  'It is written as `1.234,50` is. If the whole file writes numbers so, say it in attain.json: `"numbers": "1.234,50"`.';

test.each([
  ["USD", "1.234,50", COMMA],
  ["USD", "12,5", COMMA],
  ["Number", "0,125", COMMA],
  ["USD", "€5", "It is in EUR, and its field holds USD: convert it in the export."],
  ["USD", "CAD 5", "It is in CAD, and its field holds USD: convert it in the export."],
  ["USD", "C$5", "It is in CAD, and its field holds USD: convert it in the export."],
  ["Count", "$5", "Its field holds no money: write the number alone."],
  ["USD", "10k", "Write the number alone, with all its digits."],
  ["USD", "5%", "Its field isn't a `Ratio`, so it holds no percentage."],
  ["USD", "1,23,45", "The signs between its digits aren't those of a number."],
  ["USD", "#REF!", "A formula of the spreadsheet has failed: mend it there."],
  [
    "USD",
    "1.23E+05",
    "A spreadsheet has shortened it, and digits may be lost: show the column as a number with all its digits, and export it again.",
  ],
  [
    "USD",
    "-",
    'Mend it in the export; or say in attain.json what it stands for: `"values": { "cell": { "-": "…" } }`.',
  ],
  [
    "USD?",
    "n/a",
    'Mend it in the export; or if it stands for nothing, say so in attain.json: `"values": { "cell": { "n/a": "" } }`.',
  ],
])("refuses %s `%s`, and says what to do", (type, text, help) => {
  expect(read(type, text)).toBe(`ATN7203 ${help}`);
});

test.each(["(5", "5)", "--5", "-(5)", "-5-", "1,,000", "1 234 56", "$", "5 5 USD", "1.2.3"])(
  "refuses `%s`",
  (text) => {
    expect(read("USD", text)).toMatch(/^ATN7203 /);
  },
);

test("asks what three digits after one sign are where semicolons separate cells", () => {
  const help =
    'It is 1234 or 1.234: a file with semicolons can mean either. Say in attain.json how it writes numbers: `"numbers": "1,234.50"` or `"numbers": "1.234,50"`.';
  expect(read("Number", "1.234", { delimiter: ";" })).toBe(`ATN7203 ${help}`);
  expect(read("Number", "1,234", { delimiter: ";" })).toBe(`ATN7203 ${help}`);
  expect(read("Number", "1.234", { delimiter: ";", numbers: "1.234,50" })).toBe("1234");
  expect(read("Number", "1,234", { delimiter: ";", numbers: "1.234,50" })).toBe("1.234");
  expect(read("Number", "1,234", { delimiter: ";", numbers: "1,234.50" })).toBe("1234");
  expect(read("Number", "1,234.5", { delimiter: ";" })).toBe("1234.5");
  expect(read("Number", "1.23", { delimiter: ";" })).toBe("1.23");
});

test("says what attain.json says where a number is written otherwise", () => {
  expect(read("USD", "1,234.50", { numbers: "1.234,50" })).toBe(
    'ATN7203 attain.json says that the file writes numbers as `1.234,50`. If that isn\'t so: `"numbers": "1,234.50"`.',
  );
});

test("reads an alias as the plan writes numbers", () => {
  const settings = { numbers: "1.234,50", values: { cell: { "-": "0", some: "1,234.50" } } };
  expect([read("USD", "-", settings), read("USD", "some", settings)]).toEqual(["0", "1234.5"]);
});

test("never reads a number in both styles as two", () => {
  for (const digits of [
    "1,234.50",
    "1.234,50",
    "1234",
    "12,34",
    "12.34",
    "1,234,567",
    "1.234.567",
  ]) {
    const values = NUMBER_STYLES.flatMap((style) => {
      const number = plainNumber(digits, { unit: "number", style, semicolons: false });
      return number.ok ? [number.text] : [];
    });
    expect(new Set(values).size, digits).toBe(1);
  }
});

test.each([
  ["1.5e3", "1500"],
  ["1e-7", "0.0000001"],
  ["-1.25E+1", "-12.5"],
  ["12345e-2", "123.45"],
  ["0e0", "0"],
  ["1250.50", "1250.50"],
  ["1e1000000", "1e1000000"],
])("writes %s without an exponent", (written, plain) => {
  expect(withoutExponent(written)).toBe(plain);
});
