// The page of the preview: what it shows for what it is told, without a browser.
import { expect, test } from "vitest";
import type { Curve, Pay, PayLine, Preview } from "../../language-server/src/protocol.ts";
import type { ShowMessage, Wish } from "../../vscode-extension/src/messages.ts";
import { decimalText, sliderValue } from "../../vscode-extension/src/webview/choices.ts";
import { curveDrawing, placeAt } from "../../vscode-extension/src/webview/curve.ts";
import { html } from "../../vscode-extension/src/webview/html.ts";
import { onAxis, placeOf, short, ticks } from "../../vscode-extension/src/webview/numbers.ts";
import { announcement, rendered } from "../../vscode-extension/src/webview/render.ts";
import {
  EMPTY,
  inkOf,
  type PageState,
  resized,
  told,
  toggled,
} from "../../vscode-extension/src/webview/state.ts";

const usd = (exact: string): { text: string; exact: string } => ({ text: `${exact} USD`, exact });
const percent = (whole: number): { text: string; exact: string } => ({
  text: `${whole}%`,
  exact: String(whole / 100),
});
const at = (line: number): NonNullable<PayLine["at"]> => ({
  uri: "file:///p.plan",
  range: { start: { line, character: 2 }, end: { line: line + 1, character: 9 } },
});

const PAY: Pay = {
  payout: usd("900.00"),
  label: "Paid",
  lines: [
    {
      text: "commission",
      amount: usd("1000.00"),
      at: at(4),
      adds: true,
      parts: [{ text: "earns 10% of Sales", amount: usd("1000.00"), parts: [], adds: true }],
    },
    { text: "less draw", amount: usd("-100.00"), parts: [], adds: false },
  ],
  values: [{ name: "attainment", value: percent(80), how: "Sales / quota", at: at(2) }],
  deals: [
    {
      credit: "Sales",
      total: usd("10000.00"),
      deals: [{ key: "D-<1>", row: 3, date: "2026-02-01", credited: usd("10000.00") }],
    },
  ],
  inline: [],
};

const CURVE: Curve = {
  axis: "attainment",
  points: [
    { x: percent(0), payout: usd("0.00") },
    { x: percent(100), payout: usd("1250.00") },
    { x: percent(200), payout: usd("3500.00") },
  ],
  here: { x: percent(80), payout: usd("900.00") },
  cliffs: [{ x: percent(100), below: usd("1000.00"), at: usd("1250.00") }],
};

function message(preview: Partial<Preview> = {}, wish: Wish = {}): ShowMessage {
  return {
    kind: "show",
    file: "plans/p.plan",
    curve: CURVE,
    wish,
    preview: {
      of: "current",
      pay: PAY,
      choices: {
        plan: "AE",
        plans: [{ name: "AE" }],
        payees: [
          { key: "ana", name: "Ana & Co" },
          { key: "ben", name: "Ben" },
        ],
        periods: ["FY2026-Q1", "FY2026-Q2"],
        tests: ["quota pays target"],
        payee: "ben",
        period: "FY2026-Q2",
      },
      ...preview,
    },
  };
}

const page = (...messages: readonly Parameters<typeof told>[1][]): PageState =>
  messages.reduce(told, EMPTY);

test("escapes what comes from elsewhere", () => {
  expect(
    html`<b title="${'"'}">${"<i>"}${html`<br />`}${["a", "&"]}${false}${undefined}</b>`.text,
  ).toBe('<b title="&#34;">&#60;i&#62;<br />a&#38;</b>');
  expect(rendered(page(message())).choices.text).toContain("Ana &#38; Co");
});

test("shows what can be chosen, and what is", () => {
  const { choices } = rendered(page(message({}, { hidesNames: true })));
  expect(choices.text).toMatch(/<option value="ben"\s+selected\s*>\s*Ben\s*<\/option\s*>/);
  expect(choices.text).toMatch(/<option value="FY2026-Q2"\s+selected\s*>/);
  expect(choices.text).toMatch(/data-wish="hidesNames"[^>]*checked/);
  // One plan is no choice.
  expect(choices.text).not.toContain('data-wish="plan"');
});

test("of the text as it is, nothing more is said", () => {
  const { status, payout } = rendered(page(message()));
  expect(status.text).toBe("");
  expect(payout.text).toContain("900.00 USD");
});

test("says when it isn't of the text as it is, and why", () => {
  const problem = { code: "ATN1001", message: "A name is missing.", help: "Write one.", at: at(7) };
  const { status, payout } = rendered(page(message({ of: "earlier", problem, hinders: "text" })));
  expect(status.text).toContain("A name is missing. (ATN1001)");
  expect(status.text).toContain("Write one.");
  expect(status.text).toContain("Nothing can be paid by the text as it is.");
  expect(status.text).toContain("What stands below is from before.");
  expect(payout.text).toContain("900.00 USD");
});

/** An answer without pay, with other choices. */
function unpaid(
  choices: Partial<Preview["choices"]> = {},
  wish: Wish = {},
  hinders: Preview["hinders"] = "payout",
): ShowMessage {
  const { pay: _, ...nothing } = message().preview;
  const problem = { code: "ATN9001", message: "`Quotas` has no row for rep ben." };
  const all = { ...nothing.choices, ...choices };
  return {
    ...message({}, wish),
    curve: null,
    preview: { ...nothing, of: "none", problem, hinders, choices: all },
  };
}

test("keeps the last answer that paid something, of the same payout, and draws it as kept", () => {
  const kept = page(message(), unpaid());
  expect(rendered(kept).payout.text).toContain("900.00 USD");
  expect(inkOf(kept)).toBe("kept");
  expect(inkOf(page(message()))).toBe("current");
  expect(inkOf(page(message({ of: "earlier", hinders: "text" })))).toBe("kept");
  expect(announcement(kept)).toBe(
    "What Ben is paid for FY2026-Q2 can't be computed. `Quotas` has no row for rep ben.",
  );
});

test.each([
  ["person", unpaid({ payee: "ana" })],
  ["period", unpaid({ period: "FY2026-Q1" })],
  ["plan", unpaid({ plan: "AM" })],
  ["data", unpaid({ test: "quota pays target" })],
  ["what if", unpaid({}, { reached: "1.6" })],
  ["file", { ...unpaid(), file: "plans/q.plan" }],
  [
    "text, by which nothing can be chosen",
    {
      ...unpaid(),
      preview: { ...unpaid().preview, choices: { plans: [], payees: [], periods: [], tests: [] } },
    },
  ],
])("nothing is kept of another %s: what was paid there doesn't stand below", (_, other) => {
  const state = page(message(), other);
  const { status, ...rest } = rendered(state);
  expect(status.text).toContain("`Quotas` has no row for rep ben. (ATN9001)");
  expect(status.text).not.toContain("What stands below");
  expect(Object.values(rest).every(({ text }) => !text.includes("900.00 USD"))).toBe(true);
  expect(inkOf(state)).toBe("none");
  // Nor does it come back.
  expect(rendered(told(state, unpaid())).payout.text).toBe("");
});

test("says of a row that is missing that this payout can't be computed, and not that the text is wrong", () => {
  const { status } = rendered(page(message(), unpaid({ payee: "ana" })));
  expect(status.text).toContain("What Ana &#38; Co is paid for FY2026-Q2 can&#39;t be computed.");
  expect(status.text).not.toContain("the text as it is");
  expect(rendered(page(message(), unpaid({}, {}, "data"))).status.text).toContain(
    "Nothing can be paid by the data as it is.",
  );
});

test("unfolds what made a number, and marks the clause of the cursor", () => {
  const folded = rendered(page(message())).lines.text;
  expect(folded).toContain('aria-expanded="false"');
  expect(folded).not.toContain("earns 10% of Sales");
  const open = rendered(toggled(page(message()), "line 0")).lines.text;
  expect(open).toContain('aria-expanded="true"');
  expect(open).toContain("earns 10% of Sales");
  const cursor = {
    kind: "cursor",
    uri: "file:///p.plan",
    position: { line: 5, character: 0 },
  } as const;
  expect(rendered(page(message(), cursor)).lines.text.match(/at-cursor/g)).toHaveLength(1);
  expect(rendered(page(message(), { ...cursor, uri: "file:///q.plan" })).lines.text).not.toContain(
    "at-cursor",
  );
});

test("draws each component from where the one before has ended", () => {
  const { lines } = rendered(page(message()));
  const bars = [
    ...lines.text.matchAll(/class="(more|less|sum)"\s+x="([\d.]+)"\s+width="([\d.]+)"/g),
  ];
  // Of 1,000 in 120: 1,000 is 120 wide, less 100 is 12 wide and ends at 108, and 900 is 108 wide.
  expect(bars.map(([, kind, x, width]) => [kind, Number(x), Number(width)])).toEqual([
    ["more", 0, 120],
    ["less", 108, 12],
    ["sum", 0, 108],
  ]);
});

test("tells the difference from the version in git", () => {
  const before = { payout: usd("1000.00"), difference: usd("-100.00") };
  expect(rendered(page(message({ pay: { ...PAY, before } }))).payout.text).toContain(
    "100.00 USD less than by the version in git, which pays 1000.00 USD",
  );
});

test("lists deals once they are asked for, and not too many", () => {
  expect(rendered(page(message())).deals.text).toContain("1 deal credited, 10000.00 USD");
  expect(rendered(toggled(page(message()), "deals Sales")).deals.text).toContain("D-&#60;1&#62;");
  const deals = Array.from({ length: 120 }, (_, i) => ({
    key: `D-${i}`,
    row: i,
    date: "2026-02-01",
    credited: usd("1.00"),
  }));
  const many = message({
    pay: { ...PAY, deals: [{ credit: "Sales", total: usd("120.00"), deals }] },
  });
  expect(rendered(toggled(page(many), "deals Sales")).deals.text).toContain("and 20 more");
});

test("a curve says in words what it draws", () => {
  const { text } = curveDrawing(CURVE, PAY, 520);
  expect(text).toContain("You are at 80%, which pays 900.00 USD");
  expect(text).toContain("at 100% the payout jumps from 1000.00 USD to 1250.00 USD");
  expect(text).toContain("you are here · 80%");
  expect(text).not.toContain("what if");
  // Whole cents of sales come close to what was asked for.
  const reached = { text: "119.999996%", exact: "1.19999996" };
  expect(curveDrawing(CURVE, { ...PAY, reached }, 520).text).toContain("what if · 120%");
  expect(curveDrawing(CURVE, { ...PAY, reached: percent(120) }, 520).text).toContain(
    "what if · 120%",
  );
});

test("a jump is drawn straight up", () => {
  const [, path = ""] =
    /<path class="line" d="([^"]*)"/.exec(curveDrawing(CURVE, PAY, 520).text) ?? [];
  const points = path.split(/[ML]/).slice(1);
  // 0%, below 100%, at 100% twice (the point itself, and the top of the jump), 200%
  expect(points).toHaveLength(5);
  const [, below = "", above = ""] = points;
  expect(below.split(" ")[0]).toBe(above.split(" ")[0]);
});

test("a jump that comes back between two points is drawn to its top", () => {
  // It pays more than 3,500 but for a moment, and the drawing has room for that and a twentieth more.
  const cliff = { x: percent(150), below: usd("2000.00"), at: usd("5000.00") };
  const { text } = curveDrawing({ ...CURVE, cliffs: [cliff] }, PAY, 520);
  const heights = [...text.matchAll(/<circle[^>]*cy="([\d.]+)"/g)].map(([, y]) => Number(y));
  // 240 - 30 - 5,000 / 5,250 x (240 - 16 - 30)
  expect(Math.min(...heights)).toBe(25.2);
});

test("a place on the drawing is one on the axis", () => {
  expect(placeAt(CURVE, 0, 520)).toBe(0);
  expect(placeAt(CURVE, 1, 520)).toBe(2);
});

test("in little room the drawing is as narrow, its words as large and none cut off", () => {
  const wide = resized(page(message()), 1000);
  expect(rendered(wide).curve.text).toContain('viewBox="0 0 600 240"');
  const narrow = resized(wide, 271);
  expect(rendered(narrow).curve.text).toContain('viewBox="0 0 260 240"');
  // A pixel more or less draws nothing anew.
  expect(resized(narrow, 270)).toBe(narrow);
  const [, x, anchor] =
    /<text\s+x="([\d.]+)"\s+y="[\d.]+"\s+text-anchor="(\w+)"\s*>\s*you are here/.exec(
      rendered(narrow).curve.text,
    ) ?? [];
  // "you are here · 80%" has 18 letters of at most 7.5, and begins beside the numbers of the axis: 50 + 135
  expect(anchor).toBe("end");
  expect(Number(x)).toBe(185);
});

test("no curve is no error", () => {
  const { curve, whatif } = rendered(page({ ...message(), curve: null }));
  expect(curve.text).toContain("No rate grows with what this person sells");
  expect(whatif.text).toBe("");
});

test("the slider stands where the payee is, or where it was moved to", () => {
  expect(sliderValue(CURVE, {})).toEqual({ value: 0.8, text: "80%", isReal: true });
  expect(sliderValue(CURVE, { reached: "1.25" })).toEqual({
    value: 1.25,
    text: "125%",
    isReal: false,
  });
  expect(decimalText(0.1 + 0.2, true)).toBe("0.3");
  expect(decimalText(125000.5, false)).toBe("125000.5");
});

test("numbers beside the drawing", () => {
  expect(placeOf({ text: "≈33%", exact: "1/3" })).toBeCloseTo(0.3333, 3);
  expect(ticks(2)).toEqual([0, 0.5, 1, 1.5, 2]);
  expect(ticks(0)).toEqual([0]);
  expect([short(950), short(1250), short(43_000), short(2_500_000)]).toEqual([
    "950",
    "1,250",
    "43k",
    "2.5M",
  ]);
  expect([onAxis(1.125, true), onAxis(20_000, false)]).toEqual(["112.5%", "20k"]);
});
