// The forms of lines: every word that begins one has one, and what they write can be read.
import { expect, test } from "vitest";
import { documentationOf } from "../../compiler/src/syntax/tokens.ts";
import { type Block, wordsIn } from "../../compiler/src/syntax/lines.ts";
import { parse } from "../../compiler/src/syntax/parser.ts";
import { lineOffers } from "../../language-server/src/features/completion/lines.ts";
import { filled } from "../../language-server/src/forms/template.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";
import { viewOf } from "../support/marked-plans.ts";

/** What opens each block. */
const HEADS: Readonly<Record<Block, string>> = {
  file: "",
  source: "source S\n",
  territories: "territories T for Deals\n",
  plan: "plan P\n",
  parameter: `${PLAN}  parameter p means 5%\n`,
  credit: `${PLAN}  credit C from Deals\n`,
  measure: `${PLAN}  measure m means 5%\n`,
  kpi: `${PLAN}  kpi k means 5%\n`,
  goal: `${PLAN}  goal g of attainment\n`,
  table: `${PLAN}  rates R whole by attainment\n`,
  component: `${PLAN}  component c\n`,
  payout: `${PLAN}  payout\n`,
  exception: `${PLAN}  exception "reason" to quota\n`,
  release: `${PLAN}  release r of commission\n`,
  clawback: `${PLAN}  clawback c of commission from Deals\n`,
  draw: `${PLAN}  draw d\n`,
  balance: `${PLAN}  balance b\n`,
  test: `${PLAN}test "t" for AccountExecutive\n`,
  scenario: `${PLAN}scenario "s" for AccountExecutive\n`,
};

test.each(Object.entries(HEADS))("the lines of a %s", (block, head) => {
  const { view, cursor } = viewOf(`${COMPANY}${head}  $0`);
  const offers = lineOffers(view, cursor, 2);
  const words = Object.entries(
    wordsIn(block as Block, !["file", "source", "territories", "test", "scenario"].includes(block)),
  );
  for (const [word, type] of words) {
    const forms = offers.filter(({ label }) => label === word || label.startsWith(`${word} `));
    expect(forms.length, word).toBeGreaterThan(0);
    expect(documentationOf(type), word).toBeDefined();
  }
  for (const { label, insert = "" } of offers) {
    if (label === "shared") continue;
    expect(insert, "has a form of its own").not.toBe(`${label} $0`);
    const text = `${COMPANY}${head}${filled(insert)}\n`;
    expect(
      parse({ path: "main.plan", text }).diagnostics.map(({ message }) => message),
      `${label}: ${filled(insert)}`,
    ).toEqual([]);
  }
});
