// Reading a file piece by piece comes to the same as reading it whole, whatever is written where.
import { expect, test } from "vitest";
import { parse } from "../../compiler/src/syntax/parser.ts";
import { PieceParser } from "../../compiler/src/syntax/pieces.ts";
import { documentsOf, textOf } from "../support/plan-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { repositoryFiles } from "../support/repository.ts";

const texts = repositoryFiles().flatMap((file) =>
  file.path.endsWith(".plan")
    ? [file.text]
    : /^docs\/language\/[\w-]+\.md$/.test(file.path)
      ? documentsOf(readPage(file)).map(textOf)
      : [],
);

test.each([
  ["words before the first heading", "// one\nfrom 5\n/// of seats\nunit seat\n"],
  [
    "columns with names of headings",
    "source S\n  type : Text\n  plan: Text key\n  unit  : Text\ntype T is one of A\n",
  ],
  ["a column whose colon is in the next line", "people P\n  id : Text\nsource\n   : Text\n"],
  ["a column behind a foreign sign", "source S\n  unit ; : Text\n  id : Text\n"],
  ["a line that ends within a comment", 'plan P\n// a\rb\ntest "t" for P\n'],
  ["nothing", ""],
  ["a heading behind a foreign sign", "unit a\n; unit b\nunit c\n"],
  ["the same twice", "unit a\nunit a\nunit a\n"],
  [
    "lines that end otherwise",
    "unit a\r\n\r\n/// doc\r\nplan P\r\n  for Reps\r\ntype T is one of A\r",
  ],
])("%s", (_, text) => {
  const file = { path: "a.plan", text };
  expect(new PieceParser().parse(file)).toEqual(parse(file));
});

test("what stands above a change is the same object as before", () => {
  const parser = new PieceParser();
  const [seat, plan] = ["unit seat\n\n", "/// Paid monthly.\nplan P\n  for Reps\n"];
  const before = parser.parse({ path: "a.plan", text: `${seat}type T is one of A\n${plan}` });
  const after = parser.parse({ path: "a.plan", text: `${seat}type T is one of A, B\n${plan}` });
  expect(after.tree.declarations[0]).toBe(before.tree.declarations[0]);
  expect(after.tree.declarations[1]).not.toEqual(before.tree.declarations[1]);
  expect(after.tree.declarations[2]).toMatchObject({ doc: "Paid monthly." });
});

const PIECES = [
  "\n",
  " ",
  "%",
  "plan ",
  "unit x\n",
  "\n\n",
  '"',
  "|",
  "(",
  "//",
  "/// ",
  "type",
  ":",
  "5",
  "means ",
  "§",
  ";",
  "\r\n",
];

test("edits at random, one after the other", { timeout: 120_000 }, () => {
  const draw = generator(1_871);
  for (const start of texts) {
    const parser = new PieceParser();
    let text = start;
    for (let i = 0; i < 8; i += 1) {
      const at = draw(text.length + 1);
      const cut = draw(3) === 0 ? draw(40) : 0;
      text = text.slice(0, at) + (PIECES[draw(PIECES.length)] ?? "") + text.slice(at + cut);
      const file = { path: "a.plan", text };
      expect(parser.parse(file)).toEqual(parse(file));
    }
  }
});

/** Numbers that come out the same in every run: a linear congruence. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
