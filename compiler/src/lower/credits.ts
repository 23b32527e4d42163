/** Credits, from the checked tree to the representation. */
import { known } from "../base/assert.ts";
import type { CreditInfo } from "../check/credits.ts";
import type { CheckedPlan } from "../check/plans.ts";
import { irUnit } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { CreditLine, Recipient } from "../syntax/ast/credit.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, originAt } from "./context.ts";
import { lowerNumber } from "./expressions.ts";
import { lowerRow } from "./names.ts";
import { incrementOf } from "./rounding.ts";
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
  const limits = node.lines.flatMap((line, i) =>
    line.kind === "Never" ? [{ line, after: firstSplit !== -1 && i > firstSplit }] : [],
  );
  const limitsOf = (after: boolean): ir.Limit[] =>
    limits
      .filter((limit) => limit.after === after)
      .map(({ line }) => ({
        bound: line.bound,
        limit: lowerNumber(c, line.limit),
        origin: originAt(c, line.span),
      }));
  return {
    name: info.name,
    ...(node.label === undefined ? {} : { label: node.label }),
    ...(node.doc === undefined ? {} : { doc: node.doc }),
    source: info.source.name,
    where: lines("Where").map((line) => lowerCondition(c, line.condition)),
    date: lowerDate(c, known(lines("Dated")[0], "the date of a credit").date),
    worth: lowerNumber(c, known(lines("Worth")[0], "what a credit is worth").value),
    unit: irUnit(worth.unit),
    limits: limitsOf(false),
    sharing:
      splits.length > 0
        ? split(c, info, splits, lines("Fairly")[0])
        : one(c, known(lines("To")[0], "who is credited")),
    overlays: lines("Overlay").map((line) => ({
      share: lowerNumber(c, line.share),
      recipient: recipient(c, line.recipient),
      origin: originAt(c, line.span),
    })),
    shareLimits: limitsOf(true),
    origin: originAt(c, node.span),
  };
}

function one(c: Context, line: Line<"To">): ir.Sharing {
  return { kind: "one", recipient: recipient(c, line.recipient) };
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
      share: line.share === "the rest" ? line.share : lowerNumber(c, line.share),
      recipient: recipient(c, line.recipient),
      origin: originAt(c, line.span),
    })),
    ...(increment === undefined ? {} : { increment }),
    ...(ties === undefined ? {} : { ties }),
  };
}

function recipient(c: Context, node: Recipient): ir.Recipient {
  const payee = lowerRow(c, node.payee);
  return node.when === undefined ? { payee } : { payee, when: lowerCondition(c, node.when) };
}
