// The parts of the extension that need no editor: wishes, questions one at a time, coverage, failures, the page around it.
import { expect, test } from "vitest";
import type { CoveragePoint } from "../../language-server/src/protocol.ts";
import { grouped, type Template } from "../../vscode-extension/src/commands/templates.ts";
import { Follower } from "../../vscode-extension/src/preview/follower.ts";
import { page } from "../../vscode-extension/src/preview/page.ts";
import { wishWith } from "../../vscode-extension/src/preview/wish.ts";
import { clausesOf, reachedTogether } from "../../vscode-extension/src/testing/coverage-points.ts";
import { failureText } from "../../vscode-extension/src/testing/failure-text.ts";
import { runText } from "../../vscode-extension/src/testing/run-text.ts";
import { eachOnce, isAtOrBelow } from "../../vscode-extension/src/testing/wanted.ts";

test("another plan or test forgets what was chosen of the one before; another payee only what if", () => {
  const wish = { plan: "A", payee: "ana", period: "FY2026-Q1", reached: "1.2", hidesNames: true };
  expect(wishWith(wish, "plan", "B")).toEqual({ plan: "B", hidesNames: true });
  expect(wishWith(wish, "payee", "ben")).toEqual({
    plan: "A",
    payee: "ben",
    period: "FY2026-Q1",
    hidesNames: true,
  });
  expect(wishWith(wish, "reached", "")).not.toHaveProperty("reached");
  expect(wishWith(wish, "hidesNames", false)).not.toHaveProperty("hidesNames");
});

test("asks one question at a time, and of those that come meanwhile only the last", async () => {
  const asked: number[] = [];
  const shown: number[] = [];
  let answer: (() => void) | undefined;
  const follower = new Follower<number, number>(
    async (question) => {
      asked.push(question);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return question * 10;
    },
    (_, told) => shown.push(told),
  );
  const first = follower.follow(1);
  const others = [follower.follow(2), follower.follow(3)];
  expect(asked).toEqual([1]);
  answer?.();
  await Promise.all(others);
  await expect.poll(() => asked).toEqual([1, 3]);
  answer?.();
  await first;
  expect(shown).toEqual([10, 30]);
});

const point = (
  line: number,
  covered: boolean,
  kind: CoveragePoint["kind"] = "clause",
): CoveragePoint => ({
  kind,
  covered,
  gap: "never holds",
  range: {
    start: { line, character: kind === "branch" ? 8 : 0 },
    end: { line, character: 20 },
  },
});

test("what one run reaches is reached", () => {
  const uri = "file:///p.plan";
  const runs = [
    [{ uri, points: [point(1, true), point(2, false)] }],
    [{ uri, points: [point(1, false), point(2, false)] }],
  ];
  expect(reachedTogether(runs)).toEqual([{ uri, points: [point(1, true), point(2, false)] }]);
});

test("the ways of a condition belong to the clause that holds them", () => {
  const [clause, branch, alone] = [
    point(1, true),
    point(1, false, "branch"),
    point(5, true, "branch"),
  ];
  expect(clausesOf([clause, branch, alone])).toEqual([
    { clause, branches: [branch] },
    { clause: alone, branches: [] },
  ]);
});

const usd = (exact: string): { text: string; exact: string } => ({ text: `${exact} USD`, exact });

test("a failure says what is off and how it came about", () => {
  expect(
    failureText({
      message: "commission is 900.00 USD, not 1000.00 USD.",
      off: "100.00 USD less",
      at: { uri: "", range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
      lines: [
        {
          text: "commission",
          amount: usd("900.00"),
          parts: [{ text: "earns 9% of Sales", amount: usd("900.00"), parts: [], adds: true }],
          adds: true,
        },
      ],
      values: [{ name: "quota", value: usd("10000.00") }],
    }),
  ).toBe(
    [
      "commission is 900.00 USD, not 1000.00 USD. That is 100.00 USD less.",
      "",
      "commission: 900.00 USD",
      "  earns 9% of Sales: 900.00 USD",
      "",
      "quota is 10000.00 USD",
    ].join("\n"),
  );
});

test("a run names what passes, and says of what fails why", () => {
  const at = {
    uri: "",
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  };
  const held = ["variable is 10,000.00 USD"];
  const passes = { title: "quota pays the target", passed: true, at, held, failures: [] };
  expect(runText("plans/ae.plan", { tests: [passes] })).toBe(
    [
      "plans/ae.plan",
      "  ✓ quota pays the target",
      "      variable is 10,000.00 USD",
      "1 test: all pass.",
      "",
    ].join("\n"),
  );
  const message = "commission is 900.00 USD, not 1000.00 USD.";
  const fails = {
    title: "slices",
    case: 2,
    passed: false,
    at,
    held: [],
    failures: [{ message, at, lines: [], values: [] }],
  };
  expect(runText("plans/ae.plan", { tests: [passes, fails] })).toBe(
    [
      "plans/ae.plan",
      "  ✓ quota pays the target",
      "      variable is 10,000.00 USD",
      "  ✗ slices, case 2",
      `      ${message}`,
      "2 tests: 1 fails.",
      "",
    ].join("\n"),
  );
  expect(runText("plans/ae.plan", { tests: [], problem: { message: "Nothing is paid." } })).toBe(
    ["plans/ae.plan", "  Nothing is paid.", ""].join("\n"),
  );
});

test("the page runs its own script, and nothing that stands in it", () => {
  const text = page({ script: "s.js", style: "s.css", source: "https://own" });
  expect(text).toContain("default-src 'none'; script-src https://own; style-src https://own;");
  expect(text).not.toMatch(/unsafe|<style|<script>|\son\w+=/);
  expect(text).toMatch(/role="status" aria-live="polite"/);
});

const template = (name: string, group: string): Template => ({
  name,
  group,
  title: name,
  summary: "",
  files: [],
  plan: "",
});

test("templates are listed by their groups", () => {
  const [a, b, c] = [template("a", "X"), template("b", "Y"), template("c", "X")];
  expect(grouped([a, b, c])).toEqual([
    { group: "X", templates: [a, c] },
    { group: "Y", templates: [b] },
  ]);
});

interface Item {
  readonly name: string;
  readonly parent: Item | undefined;
}

test("a test that is asked for twice, or with its file, is run once", () => {
  const file: Item = { name: "file", parent: undefined };
  const half: Item = { name: "half", parent: file };
  const rates: Item = { name: "rates", parent: file };
  const line: Item = { name: "case 1", parent: rates };
  const run = (...items: Item[]): string[] => eachOnce(items).map(({ name }) => name);
  expect(run(half, half)).toEqual(["half"]);
  expect(run(line, half, rates)).toEqual(["half", "rates"]);
  expect(run(line, file)).toEqual(["file"]);
});

test("what is deleted with a folder is what stands in it", () => {
  const plan = "file:///sales/plans/main.plan";
  expect(isAtOrBelow(plan, plan)).toBe(true);
  expect(isAtOrBelow(plan, "file:///sales/plans")).toBe(true);
  expect(isAtOrBelow(plan, "file:///sales/plan")).toBe(false);
  expect(isAtOrBelow(plan, "file:///sales/plans/main.plan.bak")).toBe(false);
});
