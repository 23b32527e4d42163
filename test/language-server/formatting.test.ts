// The canonical style through the editor: the whole file, a part, what has just been written; and imports that follow moved files.
import { expect, test } from "vitest";
import { edited } from "../../language-server/src/analysis/edits.ts";
import { importEdits } from "../../language-server/src/features/file-rename.ts";
import {
  formatted,
  formattedIn,
  formattedOnType,
} from "../../language-server/src/features/formatting.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";
import { marked, projectOf, viewOf } from "../support/marked-plans.ts";

const UNTIDY = "people   Reps\n      id:Text   key\n\n\n\nunit    seat\n";
const TIDY = "people Reps\n  id : Text key\n\nunit seat\n";

test("a whole file, once and for all", () => {
  const file = { path: "main.plan", text: UNTIDY };
  expect(edited(UNTIDY, formatted(file))).toBe(TIDY);
  expect(formatted({ path: "main.plan", text: TIDY })).toEqual([]);
});

test("only the part that is chosen", () => {
  const { view, ranges, files } = viewOf(
    "people   Reps\n      id:Text   key\n\n[|unit    seat|]\n",
  );
  const text = files["main.plan"] ?? "";
  const edits = formattedIn(view.file, ranges[0]?.span ?? { start: 0, end: 0 });
  expect(edited(text, edits)).toBe("people   Reps\n      id:Text   key\n\nunit seat\n");
});

test("the line above, when a line is ended; what is written next stays where it is", () => {
  const { view, cursor } = viewOf("people Reps\n  id :    Text    key\n      $0\n");
  expect(edited(view.file.text, formattedOnType(view.file, cursor, "\n"))).toBe(
    "people Reps\n  id : Text key\n      \n",
  );
});

test("a file with errors around the damage", () => {
  const broken = "plan  P\n  for    \n  component   c\n    earns )(\n";
  const text = edited(broken, formatted({ path: "main.plan", text: broken }));
  expect(text).toContain("plan P\n");
  expect(text).toContain(")(");
});

test("imports follow a file that is moved, and a file that moves keeps its imports", () => {
  const files = { "plans/a.plan": `import "company.plan"\n${PLAN}`, "plans/company.plan": COMPANY };
  const moved = (moves: Record<string, string>): unknown =>
    Object.fromEntries(
      [...importEdits(projectOf(files), new Map(Object.entries(moves)))].map(([path, edits]) => [
        path,
        edits.map(({ text }) => text),
      ]),
    );
  expect(moved({ "plans/company.plan": "shared/company.plan" })).toEqual({
    "plans/a.plan": ['"../shared/company.plan"'],
  });
  expect(moved({ "plans/a.plan": "a.plan" })).toEqual({ "plans/a.plan": ['"plans/company.plan"'] });
  expect(moved({ "plans/a.plan": "plans/b.plan" })).toEqual({});
  expect(moved({ "plans/a.plan": "x/a.plan", "plans/company.plan": "x/company.plan" })).toEqual({});
});

test("marks of a text are taken out of it", () => {
  expect(marked("a $0b [|c|] /*d*/e\n//- f.plan\ng\n")).toEqual({
    files: { "main.plan": "a b c e\n", "f.plan": "g\n" },
    path: "main.plan",
    cursor: 2,
    ranges: [{ path: "main.plan", span: { start: 4, end: 5 } }],
    places: { d: { path: "main.plan", offset: 6 } },
  });
});
