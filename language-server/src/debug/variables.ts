/** Values as a debugger shows them. */
import { formatNumber, formatValue } from "@attain/compiler/evaluate/format";
import { Rational } from "@attain/compiler/evaluate/rational";
import type { Detail, Value } from "@attain/compiler/evaluate/trace";
import { typeOf } from "@attain/compiler/explain/types";
import type { DataRow } from "@attain/compiler/ir/dataset";
import type * as ir from "@attain/compiler/ir/ir";
import type { Recorded } from "./recorder.ts";
import type { Variable } from "./stop.ts";

/** Reads the plan as it was written. */
export type Read = (origin: ir.Origin) => string;

export function quoted(read: Read, origin: ir.Origin): string {
  return read(origin).trim().replace(/\s+/g, " ");
}

export function variable(name: string, type: ir.ValueType, value: Value): Variable {
  return { name, value: shown(type, value), type: typeText(type) };
}

export function amount(name: string, value: Rational, unit: ir.Unit): Variable {
  return variable(name, { kind: "number", unit }, value);
}

/** `≈111.11% (exactly 10/9)`. */
function shown(type: ir.ValueType, value: Value): string {
  const text = formatValue(type, value);
  return text.startsWith("≈") && value instanceof Rational
    ? `${text} (exactly ${value.toString()})`
    : text;
}

function typeText(type: ir.ValueType): string {
  switch (type.kind) {
    case "number":
      return type.unit;
    case "period":
      return type.period;
    case "row":
      return type.source;
    default:
      return type.kind;
  }
}

/** What was computed, each part under the words that it was written in. */
export function valuesOf(read: Read, recorded: readonly Recorded[]): Variable[] {
  return recorded.flatMap((one) =>
    isPlain(one.node) || "fault" in one ? [] : [valueOf(read, one)],
  );
}

function valueOf(read: Read, one: Recorded): Variable {
  const { node, value, parts, detail } = one;
  const own = variable(quoted(read, node.origin), typeOf(node), value);
  const hasMore = parts.some((part) => !isPlain(part.node)) || detail !== undefined;
  return hasMore
    ? { ...own, parts: () => [...valuesOf(read, parts), ...detailOf(read, node, detail)] }
    : own;
}

const PLAIN: ReadonlySet<ir.Expr["op"]> = new Set(["number", "date", "text", "yes or no", "payee"]);

function isPlain({ op }: ir.Expr): boolean {
  return PLAIN.has(op);
}

function detailOf(read: Read, node: ir.Expr, detail: Detail | undefined): Variable[] {
  const type = typeOf(node);
  const unit = type.kind === "number" ? type.unit : "number";
  switch (detail?.kind) {
    case "credits":
      return detail.credits.map(({ row, amount: credited, date }) =>
        node.op === "total" ? amount(row.key, credited, unit) : { name: row.key, value: date },
      );
    case "rows":
      return detail.values.map(({ row, value }) => variable(row.key, type, value));
    case "people":
      return detail.values.map(({ payee, value }) => variable(payee, type, value));
    case "rates":
      return detail.slices.map((slice) =>
        amount(
          `${quoted(read, slice.origin)} on ${formatNumber(slice.base, "number")}`,
          slice.amount,
          unit,
        ),
      );
    case "row":
      return [{ name: "row", value: quoted(read, detail.origin) }];
    case "data":
      return [{ name: "row of data", value: `${detail.source}, row ${detail.row}` }];
    case "days":
      return detail.spans.map(({ value, days }) => variable(`${days} days`, type, value));
    case "part":
      return [
        {
          name: "part",
          value: `${formatNumber(detail.part, "number")} of ${formatNumber(detail.whole, "number")} ${detail.by}`,
        },
      ];
    case "exchange":
      return [detail.times, detail.over].flatMap((price) =>
        price === undefined
          ? []
          : amount(price.keys.join(", "), price.value, `${detail.base} per ${price.currency}`),
      );
    case "released":
      return detail.parts.map((part) =>
        amount(part.credit?.row.key ?? part.earned.name, part.amount, unit),
      );
    case "taken back":
      return detail.rows.map((row) => amount(row.deal, row.amount, unit));
    case undefined:
      return [];
  }
}

/** The cells of a row that have a value. */
export function fieldsOf(source: ir.Source, row: DataRow): Variable[] {
  return source.fields.flatMap((field) => {
    const cell = row.cells[field.name];
    if (cell === undefined) return [];
    const isNumber = field.type.kind === "number" && typeof cell === "string";
    return [variable(field.name, field.type, isNumber ? Rational.parse(cell) : cell)];
  });
}
