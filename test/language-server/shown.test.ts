// What an editor shows beside the text: hints, colours, lenses, links, signatures, who feeds whom.
import { expect, test } from "vitest";
import { clauseAt, incoming, outgoing } from "../../language-server/src/features/call-hierarchy.ts";
import { inlayHints } from "../../language-server/src/features/inlay-hints.ts";
import { lenses, referencesTitle } from "../../language-server/src/features/lenses.ts";
import { links } from "../../language-server/src/features/links.ts";
import { semanticTokens } from "../../language-server/src/features/semantic-tokens.ts";
import { signatureHelp } from "../../language-server/src/features/signature-help.ts";
import { edited } from "../../language-server/src/analysis/edits.ts";
import { COMPANY, PLAN, planWith } from "../support/sample-plan.ts";
import { textsAt, viewOf } from "../support/marked-plans.ts";

/** The lines of a text that have hints, with those in ‹angles›. */
function hinted(source: string): string[] {
  const { view } = viewOf(source);
  const hints = inlayHints(view, { start: 0, end: view.file.text.length });
  const edits = hints.map(({ offset, text }) => ({
    span: { start: offset, end: offset },
    text: `‹${text}›`,
  }));
  return edited(view.file.text, edits)
    .split("\n")
    .filter((line) => line.includes("‹"))
    .map((line) => line.trim());
}

test("types of what a plan defines", () => {
  expect(
    hinted(planWith("  parameter most means 5 USD\n")).filter((line) => line.includes("‹: ")),
  ).toEqual([
    'credit Sales‹: USD per Quarter› "Bookings" from Deals',
    "quota‹: USD per Quarter›  means Quotas.amount",
    "target‹: USD per Quarter› means Quotas.target",
    "measure attainment‹: Ratio› means Sales / quota",
    "parameter most‹: USD› means 5 USD",
  ]);
});

test("what the slices below each row of a marginal table come to", () => {
  // 50 x 80% = 40; and 50 x 120% = 60, so 100; and 25 x 150% = 37.5, so 137.5
  const table =
    "  rates R marginal by attainment\n    from 0% pay 80%\n    from 50% pay 120%\n    from 100% pay 150%\n    from 125% pay 200%\n";
  expect(hinted(planWith(table)).filter((line) => line.startsWith("from"))).toEqual(
    expect.arrayContaining([
      "from 50% pay 120%‹40% up to here›",
      "from 100% pay 150%‹100% up to here›",
      "from 125% pay 200%‹137.5% up to here›",
    ]),
  );
  // 50,000 x 5% = 2,500
  const money = "  rates R marginal by Sales\n    from 0 USD pay 5%\n    from 50,000 USD pay 8%\n";
  expect(hinted(planWith(money))).toContain("from 50,000 USD pay 8%‹2,500.00 USD up to here›");
});

test("no sum of slices where rates aren't marginal, or a bound isn't a number", () => {
  const rows = "    from 0% pay 5%\n    from most pay 8%\n";
  expect(
    hinted(
      planWith(`  parameter most means 100%\n  rates R marginal by attainment\n${rows}`),
    ).filter((line) => line.startsWith("from most")),
  ).toEqual([]);
  expect(
    hinted(COMPANY + PLAN.replace("marginal", "whole")).filter((line) => line.startsWith("from")),
  ).toEqual([]);
});

test("units of the columns of grids", () => {
  expect(
    hinted(
      planWith(
        'test "t" for AccountExecutive\n  cases\n    | given Sales | given attainment | expect commission |\n    | 5 | 5% | 1 |\n',
      ),
    ).at(-1),
  ).toBe("| given Sales‹USD› | given attainment | expect commission‹USD› |");
});

/** `type text` of each token of a piece. */
function coloured(source: string): string[] {
  const { view, ranges } = viewOf(source);
  const [range] = ranges;
  return semanticTokens(view)
    .filter(
      ({ span }) =>
        range !== undefined && span.start >= range.span.start && span.end <= range.span.end,
    )
    .map(
      ({ span, type, modifiers }) =>
        `${[type, ...modifiers].join(".")} ${textsAt(view, [span])[0] ?? ""}`,
    );
}

test("names are coloured by what they stand for, words by their use", () => {
  expect(coloured(COMPANY + PLAN.replace("where stage is Won", "[|where stage is Won|]"))).toEqual([
    "keyword where",
    "property stage",
    "keyword is",
    "enumMember Won",
  ]);
  expect(
    coloured(
      COMPANY +
        PLAN.replace(
          "measure attainment means Sales / quota",
          "[|measure attainment means Sales / quota|]",
        ),
    ),
  ).toEqual([
    "keyword measure",
    "variable.declaration attainment",
    "keyword means",
    "event Sales",
    "operator /",
    "variable quota",
  ]);
  expect(
    coloured(
      COMPANY +
        PLAN.replace(
          "earns Commission on Sales",
          "[|earns Commission on 5% of payee.hired // odd|]",
        ),
    ),
  ).toEqual([
    "keyword earns",
    "function Commission",
    "keyword on",
    "number 5%",
    "keyword of",
    "variable.readonly.defaultLibrary payee",
    "property hired",
    "comment // odd",
  ]);
  expect(
    coloured(
      COMPANY.replace("amount    : USD at least 0 USD", "[|amount    : USD at least 0 USD|]") +
        PLAN,
    ),
  ).toEqual([
    "property.declaration amount",
    "type.defaultLibrary USD",
    "keyword at least",
    "number 0",
    "type.defaultLibrary USD",
  ]);
});

test("headings of grids are coloured, and nothing twice", () => {
  expect(
    coloured(
      planWith('test "t" for AccountExecutive\n  cases\n    [|| given Sales | expect payout ||]\n'),
    ),
  ).toEqual(["event Sales", "variable.readonly.defaultLibrary payout"]);
  const { view } = viewOf(
    planWith('test "t" for AccountExecutive\n  given Deals\n    | id | amount |\n'),
  );
  const tokens = semanticTokens(view);
  tokens.forEach(({ span }, i) =>
    expect(span.start).toBeGreaterThanOrEqual(tokens[i - 1]?.span.end ?? 0),
  );
});

test("lenses above tests, plans and what they define", () => {
  const { view } = viewOf(
    `${COMPANY}${PLAN}\ntest "a quarter" for AccountExecutive\n  expect payout is 5 USD\n`,
  );
  const all = lenses(view);
  expect(all.filter(({ kind }) => kind === "test")).toMatchObject([{ title: "a quarter" }]);
  expect(all.filter(({ kind }) => kind === "preview")).toMatchObject([
    { plan: "AccountExecutive" },
  ]);
  const counts = all.flatMap((lens) =>
    lens.kind === "references" ? [`${lens.name}: ${referencesTitle(view, lens) ?? ""}`] : [],
  );
  expect(counts).toEqual(
    expect.arrayContaining([
      "Deals: 1 reference",
      "Sales: 2 references",
      "attainment: 1 reference",
      "commission: 0 references",
    ]),
  );
});

test("links of imports, of rules and codes, and of the data in attain.json", () => {
  const { view } = viewOf(
    `//- plans/a.plan\nimport "../company.plan"\n${PLAN}    allow unused "kept"\ntest "t" for AccountExecutive\n  expect error ATN9002\n//- company.plan\n${COMPANY}//- attain.json\n{ "data": { "Deals": { "file": "data/deals.csv" } } }\n`,
  );
  const found = links(view.project, "plans/a.plan");
  expect(
    textsAt(
      view,
      found.map(({ span }) => span),
    ),
  ).toEqual(["../company.plan", "unused", "ATN9002"]);
  expect(found.map(({ target }) => target)).toEqual([
    { path: "company.plan" },
    { code: "ATN4405" },
    { code: "ATN9002" },
  ]);
  const text = view.project.read("attain.json") ?? "";
  const [data] = links(view.project, "attain.json");
  expect(text.slice(data?.span.start, data?.span.end)).toBe("data/deals.csv");
  expect(data?.target).toEqual({ path: "data/deals.csv" });
});

/** The label of the signature, the part that is being written in ‹angles›. */
function signature(source: string): string | undefined {
  const { view, cursor } = viewOf(source);
  const help = signatureHelp(view, cursor);
  const shown = help?.signatures[help.activeSignature];
  const [start, end] = shown?.parameters[help?.activeParameter ?? 0] ?? [0, 0];
  return (
    shown &&
    `${shown.label.slice(0, start)}‹${shown.label.slice(start, end)}›${shown.label.slice(end)}`
  );
}

test("what a function and a lookup take", () => {
  expect(signature(planWith("  measure m means days_between(hired, $0)\n"))).toBe(
    "days_between(from: Date, ‹to: Date›)",
  );
  expect(
    signature(
      planWith("  lookup Tier by USD\n    from 0 USD gives 5%\n  measure m means Tier($0)\n"),
    ),
  ).toBe("Tier(‹USD›)");
  expect(signature(planWith("  measure m means greatest of (Sales, (1 x quota), $0)\n"))).toBe(
    "greatest of (value, value, ‹…›)",
  );
  const rate = `import "attain:sales"\n${planWith("  kpi win means WinRate(Sales, $0)\n")}`;
  expect(signature(rate)).toBe("WinRate(won: credit, ‹decided: credit›)");
  const { view, cursor } = viewOf(rate);
  expect(signatureHelp(view, cursor)?.signatures[0]?.doc).toContain(
    "decided: Deals that were won or lost, by the day of the decision.",
  );
});

test("how a line is made, and which part of it is being written", () => {
  expect(signature(COMPANY + PLAN.replace("dated closed_on", "dated $0closed_on"))).toBe(
    "dated ‹closed_on›",
  );
  expect(signature(planWith("  component c\n    never above $0\n"))).toBe(
    "never above ‹10,000 USD›, the excess is lost",
  );
  expect(signature(planWith("  component c\n    never below $0\n"))).toBe("never below ‹0 USD›");
  expect(signature(planWith("  credit C from Deals\n    split 50% to $0\n"))).toBe(
    "split 50% to ‹rep›",
  );
  expect(signature("$0")).toBeUndefined();
});

/** `a <- b` for each clause that feeds another. */
function feeds(source: string): { readonly reads: string[]; readonly readBy: string[] } {
  const { view, cursor } = viewOf(source);
  const clause = clauseAt(view, cursor);
  if (clause === undefined) return { reads: [], readBy: [] };
  return {
    reads: outgoing(view.project, clause).map((call) => `${call.clause.kind} ${call.clause.name}`),
    readBy: incoming(view.project, clause).map((call) => `${call.clause.kind} ${call.clause.name}`),
  };
}

test("which clause feeds which", () => {
  const plan = `${COMPANY}${PLAN}  payout "Paid"\ntest "t" for AccountExecutive\n  expect Sales is 5 USD\n`;
  expect(feeds(plan.replace("measure attainment", "measure attain$0ment"))).toEqual({
    reads: ["credit Sales", "quota quota"],
    readBy: ["rates Commission"],
  });
  expect(feeds(plan.replace("credit Sales", "credit Sa$0les"))).toEqual({
    reads: ["source Deals"],
    readBy: ["measure attainment", "component commission"],
  });
  expect(feeds(plan.replace("component commission", "component commis$0sion"))).toEqual({
    reads: ["rates Commission", "credit Sales", "target target"],
    readBy: ["payout payout"],
  });
  expect(feeds(plan.replace("  payout", "  pay$0out"))).toEqual({
    reads: ["component commission"],
    readBy: [],
  });
  const draw = `${PLAN}
  draw advance "Draw"
    guarantees 2,000 USD
    repaid from all pay

  payout "Paid"
    settled against adv$0ance
`;
  expect(feeds(COMPANY + draw)).toEqual({ reads: [], readBy: ["payout payout"] });
  expect(feeds(plan.replace("dated", "da$0ted"))).toEqual({ reads: [], readBy: [] });
});
