/** Amounts in another currency, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { access } from "./names.ts";

export function exchange(e: Emitter, node: ir.ExchangeExpr, at: Place): string {
  const { source, field, base, keys } = node.rates;
  const on = emit(e, node.on, at);
  const parts = keys.map((key) =>
    key === "currency"
      ? "currency"
      : key === "day"
        ? on
        : `${e.use("periodOf")}(CALENDAR, ${JSON.stringify(key)}, ${on}).name`,
  );
  const key =
    parts.length === 1 ? (parts[0] ?? "") : `\`${parts.map((part) => `\${${part}}`).join(" · ")}\``;
  const index = `this.${e.names.index(source)}`;
  const row =
    e.source(source).validity === undefined
      ? `${index}.get(${key})`
      : `${index}.getOn(${key}, ${on})`;
  const [of, from, unit] = [
    emit(e, node.of, at),
    emit(e, node.from, at),
    JSON.stringify(node.unit),
  ];
  const price = `${JSON.stringify(base)}, (currency) => ${row}${access(field)}`;
  return node.to === undefined
    ? `${e.use("exchanged")}(${of}, ${from}, ${unit}, ${price})`
    : `${e.use("exchangedInto")}(${unit}, ${of}, ${from}, ${emit(e, node.to, at)}, ${price})`;
}
