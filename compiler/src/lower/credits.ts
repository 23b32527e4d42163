/** Credits, from the checked tree to the representation. */
import { known } from "../base/assert.ts";
import type { CreditInfo } from "../check/credits.ts";
import type { CheckedPlan } from "../check/plans.ts";
import { irUnit } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { CreditLine, Recipient } from "../syntax/ast/credit.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, meaningAt, originAt } from "./context.ts";
import { lowerNumber } from "./expressions.ts";
import { lowerRow } from "./names.ts";
import { incrementOf, lowerRounding } from "./rounding.ts";
import { lowerDate } from "./time.ts";

type Line<Kind extends CreditLine["kind"]> = Extract<CreditLine, { kind: Kind }>;

export function lowerCredit(plan: CheckedPlan | undefined, info: CreditInfo): ir.Credit {
  const { declaration: node, worth } = info;
  const c: Context = {
    notes: info.notes,
    file: info.file,
    row: info.source.name,
    ...(plan === undefined ? {} : { plan }),
  };
  const lines = <Kind extends CreditLine["kind"]>(kind: Kind): Line<Kind>[] =>
    node.lines.filter((line): line is Line<Kind> => line.kind === kind);
  const splits = lines("Split");
  const firstSplit = node.lines.findIndex((line) => line.kind === "Split");
  const stepsOf = (after: boolean): ir.CreditStep[] =>
    node.lines.flatMap((line, i) =>
      after === (firstSplit !== -1 && i > firstSplit) ? creditStep(c, info, line) : [],
    );
  return {
    name: info.name,
    ...(node.label === undefined ? {} : { label: node.label }),
    ...(node.doc === undefined ? {} : { doc: node.doc }),
    source: info.source.name,
    where: lines("Where").map((line) => lowerCondition(c, line.condition)),
    date: lowerDate(c, known(lines("Dated")[0], "the date of a credit").date),
    worth: lowerNumber(c, known(lines("Worth")[0], "what a credit is worth").value),
    unit: irUnit(worth.unit),
    steps: stepsOf(false),
    sharing: splits.length > 0 ? split(c, info, splits, lines("Fairly")[0]) : unshared(c, node),
    overlays: lines("Overlay").map((line) => ({
      share: lowerNumber(beside(c, line.recipient), line.share),
      recipient: recipient(c, line.recipient),
      origin: originAt(c, line.span),
    })),
    shareSteps: stepsOf(true),
    ...rollUp(c, info, lines("RollUp")[0]),
    origin: originAt(c, node.span),
  };
}

function creditStep(c: Context, { worth }: CreditInfo, line: CreditLine): ir.CreditStep[] {
  const origin = originAt(c, line.span);
  if (line.kind === "Never") {
    const op = line.bound === "above" ? "never above" : "never below";
    return [{ op, limit: lowerNumber(c, line.limit), origin }];
  }
  if (line.kind !== "Round") return [];
  const currency = worth.unit.kind === "money" ? worth.unit.currency : "";
  return [{ op: "rounded", rounding: lowerRounding(line.rounding, currency), origin }];
}

/** All of it goes to one person, to the company, or to whoever had the original. */
function unshared(c: Context, { lines }: CreditInfo["declaration"]): ir.Sharing {
  for (const line of lines) {
    if (line.kind === "To") return { kind: "one", recipient: recipient(c, line.recipient) };
    if (line.kind === "ToCompany") return { kind: "company" };
    if (line.kind === "As")
      return { kind: "as", credit: line.credit.text, original: lowerRow(c, line.original) };
  }
  throw new Error("Attain lowered a credit that credits nobody.");
}

function rollUp(
  c: Context,
  { above }: CreditInfo,
  line: Line<"RollUp"> | undefined,
): Pick<ir.Credit, "rollUp"> {
  if (line === undefined || above === undefined) return {};
  const share = line.share === undefined ? {} : { share: lowerNumber(c, line.share) };
  const levels = typeof line.levels === "number" ? { levels: line.levels } : {};
  return { rollUp: { above, ...share, ...levels, origin: originAt(c, line.span) } };
}

function split(
  c: Context,
  { worth }: CreditInfo,
  splits: readonly Line<"Split">[],
  fairly: Line<"Fairly"> | undefined,
): ir.Sharing {
  const currency = worth.unit.kind === "money" ? worth.unit.currency : undefined;
  const increment = fairly === undefined ? undefined : incrementOf(fairly.to, currency ?? "USD");
  const ties = fairly?.ties[0]?.text;
  return {
    kind: "split",
    shares: splits.map((line) => ({
      share:
        line.share === "the rest" ? line.share : lowerNumber(beside(c, line.recipient), line.share),
      recipient: recipient(c, line.recipient),
      origin: originAt(c, line.span),
    })),
    ...(increment === undefined ? {} : { increment }),
    ...(ties === undefined ? {} : { ties }),
  };
}

/** Where the row that refers to the deal is at hand, if there is one for each. */
function beside(c: Context, { each }: Recipient): Context {
  return each === undefined ? c : { ...c, row: each.text };
}

function recipient(c: Context, node: Recipient): ir.Recipient {
  const { when, each } = node;
  const at = beside(c, node);
  const meaning = each === undefined ? undefined : meaningAt(c, each);
  return {
    payee: lowerRow(at, node.payee),
    ...(when === undefined ? {} : { when: lowerCondition(at, when) }),
    ...(meaning?.kind === "team"
      ? { each: { source: meaning.source.name, reference: meaning.reference } }
      : {}),
  };
}
