/** Amounts in another currency, from the checked tree to the representation. */
import { money } from "../check/types.ts";
import { irUnit } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import { type Context, meaningAt, originAt } from "./context.ts";
import { type Node, lower, lowerNumber, unexpected } from "./expressions.ts";
import { lowerDate } from "./time.ts";

export function lowerExchanged(c: Context, node: Node<"Exchanged">): ir.ExchangeExpr {
  const meaning = meaningAt(c, node);
  if (meaning?.kind !== "exchange") throw unexpected(node);
  const { from, to, ofPayee, source, field, base } = meaning.exchange;
  const origin = originAt(c, node.span);
  const keys = source.keys.map(({ type }) =>
    type.kind === "period" ? type.period : type.kind === "date" ? "day" : "currency",
  );
  return {
    op: "exchange",
    of: lowerNumber(c, node.of),
    from:
      typeof from === "string"
        ? { op: "text", value: from, origin }
        : (lower(c, from) as ir.TextExpr),
    rates: { source: source.name, field: field.name, base, keys },
    on: lowerDate(c, node.on),
    unit: irUnit(money(to)),
    ...(ofPayee === undefined ? {} : { to: lower(c, ofPayee) as ir.TextExpr }),
    origin,
  };
}
