// What a file declares: as a tree, folded, selected from the inside out, and searched for in a project.
import { expect, test } from "vitest";
import { folds } from "../../language-server/src/features/folding.ts";
import {
  outline,
  type OutlineItem,
  workspaceSymbols,
} from "../../language-server/src/features/outline.ts";
import { selections } from "../../language-server/src/features/selection.ts";
import { COMPANY, PLAN, planWith } from "../support/sample-plan.ts";
import { projectOf, textsAt, viewOf } from "../support/marked-plans.ts";

/** `plan AE (words) [component c]`. */
function written(items: readonly OutlineItem[], indent = ""): string {
  return items
    .map(
      ({ kind, name, detail, children }) =>
        `${indent}${kind} ${name}${detail === undefined ? "" : ` (${detail})`}\n${written(children, `${indent}  `)}`,
    )
    .join("");
}

function outlineOf(text: string): string {
  return written(outline({ path: "main.plan", text }));
}

test("declarations, fields, members and tests", () => {
  expect(
    outlineOf(
      `${COMPANY}\n${PLAN}\ntest "a quarter" for AccountExecutive\n  expect payout is 5 USD\n`,
    ),
  ).toBe(
    `people Reps (From HR)
  field id (Text)
  field name (Text)
  field role (one of …)
  field hired (Date)
  field manager (Reps?)
type Line
  value Platform
  value Services
unit seat
source Deals
  field id (Text)
  field rep (Reps)
  field stage (one of …)
  field line (Line)
  field amount (USD)
  field seats (seat)
  field closed_on (Date)
source Quotas
  field rep (Reps)
  field quarter (Quarter)
  field amount (USD per Quarter)
  field target (USD per Quarter)
plan AccountExecutive (Account Executive Plan)
  credit Sales (Bookings)
  quota quota
  target target
  measure attainment
  rates Commission
  component commission (Commission)
test a quarter
`,
  );
});

test("what is shared stands beside plans", () => {
  expect(outlineOf('shared parameter most means 5%\nplan A\n  component c "C"\n')).toBe(
    "parameter most\nplan A\n  component c (C)\n",
  );
});

test("headings that are being written are there by their word, and hide nothing", () => {
  expect(outlineOf("plan\n  component\n  measure m means\n\nsource\n  id :\ntest\n")).toBe(
    "plan plan\n  component component\n  measure m\nsource source\n  field id\ntest test\n",
  );
});

test("each name lies in its declaration, and each declaration in the one around it", () => {
  const text = planWith("");
  const visit = (items: readonly OutlineItem[], start: number, end: number): void => {
    for (const { span, nameSpan, children } of items) {
      expect(
        span.start >= start &&
          span.end <= end &&
          span.start <= nameSpan.start &&
          nameSpan.end <= span.end,
      ).toBe(true);
      visit(children, span.start, span.end);
    }
  };
  visit(outline({ path: "main.plan", text }), 0, text.length);
});

test("declarations of a project by some of their letters", () => {
  const project = projectOf({ "a.plan": PLAN, "b.plan": COMPANY });
  const found = (query: string): string[] =>
    workspaceSymbols(project.views(), query).map(
      ({ view, item, container }) => `${view.path} ${container}/${item.name}`,
    );
  expect(found("attn")).toEqual(["a.plan AccountExecutive/attainment"]);
  expect(found("quarter")).toEqual(["b.plan Quotas/quarter"]);
  expect(found("zz")).toEqual([]);
});

test("declarations, members, grids, comments and imports fold", () => {
  const text = `import "a.plan"
import "b.plan"

// One
// and two.
people Reps
  id : Text key

plan P
  for Reps
  component c
    earns 5 USD

test "t" for P
  cases
    | a |
    | b |
`;
  expect(folds({ path: "main.plan", text })).toEqual([
    { first: 6, last: 7, kind: "region" },
    { first: 9, last: 12, kind: "region" },
    { first: 11, last: 12, kind: "region" },
    { first: 14, last: 17, kind: "region" },
    { first: 16, last: 17, kind: "region" },
    { first: 1, last: 2, kind: "imports" },
    { first: 4, last: 5, kind: "comment" },
  ]);
});

test("a selection grows from the word to the file", () => {
  const { view, cursor } = viewOf(
    COMPANY + PLAN.replace("means Sales / quota", "means Sa$0les / quota"),
  );
  const texts = textsAt(view, selections(view, cursor));
  expect(texts.slice(0, 4)).toEqual([
    "",
    "Sales",
    "Sales / quota",
    "measure attainment means Sales / quota",
  ]);
  expect(texts.at(-2)).toBe(PLAN.trimEnd());
  expect(texts.at(-1)).toBe(COMPANY + PLAN);
});

test("a selection grows where nothing is written", () => {
  const { view, cursor } = viewOf(`${COMPANY}\n$0\n${PLAN}`);
  expect(textsAt(view, selections(view, cursor))).toEqual(["", `${COMPANY}\n\n${PLAN}`]);
});
