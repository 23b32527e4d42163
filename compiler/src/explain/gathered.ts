/** What totals, pools and contests were made of: a line for each of the people, or each row of a source. */
import { counted } from "../base/text.ts";
import { formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Detail, Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { Line } from "./explanation.ts";
import { typeOf, unitOf } from "./types.ts";

/** How many are shown before the rest is told of together. */
const MOST = 20;

interface Part {
  readonly text: string;
  readonly value: Rational;
  readonly row?: Line["row"];
}

/** The parts of a total over people or rows, which make it; nothing for any other value. */
export function totalLines({ node, detail }: Trace): Line[] {
  if (node.op !== "total" || detail === undefined) return [];
  const unit = unitOf(node);
  const parts = partsOf(detail).filter(({ value }) => !value.isZero());
  const line = ({ text, value, row }: Part): Line => ({
    text,
    amount: value,
    unit,
    ...(row === undefined ? {} : { row }),
    parts: [],
    adds: false,
  });
  const rest = parts.slice(MOST);
  if (rest.length === 0) return parts.map(line);
  const value = rest.reduce((sum, part) => sum.plus(part.value), Rational.ZERO);
  return [...parts.slice(0, MOST), { text: `${rest.length} more`, value }].map(line);
}

function partsOf(detail: Detail): Part[] {
  if (detail.kind === "people")
    return detail.values.flatMap(({ payee, value }) =>
      value instanceof Rational ? [{ text: payee, value }] : [],
    );
  if (detail.kind !== "rows") return [];
  const { source } = detail;
  return detail.values.flatMap(({ row: { key, row }, value }) =>
    value instanceof Rational ? [{ text: key, value, row: { source, row } }] : [],
  );
}

/** Who else has a part in a pool, or a place in a contest: remarks below what the payee is given. */
export function othersLines({ node, detail }: Trace): Line[] {
  if (detail?.kind !== "people") return [];
  const values = detail.values.flatMap(({ payee, value }) =>
    value instanceof Rational ? [{ payee, value }] : [],
  );
  if (node.op === "portion") return poolLines(node, values);
  if (node.op === "prize") return contestLines(node, values);
  return [];
}

type Valued = readonly { readonly payee: string; readonly value: Rational }[];

/** `ada: 12 of 72`. */
function poolLines({ weight }: ir.Portion, values: Valued): Line[] {
  if (weight === undefined)
    return remarks([`equally among ${counted(values.length, "person", "people")}`]);
  const total = values.reduce((sum, { value }) => sum.plus(value), Rational.ZERO);
  const [type, all] = [typeOf(weight), formatValue(typeOf(weight), total)];
  return remarks(
    values.map(({ payee, value }) => `${payee}: ${formatValue(type, value)} of ${all}`),
  );
}

/** `1. ada: 30,000 USD`, the first at the top. */
function contestLines({ value: of, first }: ir.Prize, values: Valued): Line[] {
  const sign = first === "highest" ? -1 : 1;
  const order = [...values].sort((a, b) => sign * a.value.compare(b.value));
  const type = typeOf(of);
  return remarks(
    order.map(({ payee, value }) => {
      const place = order.filter((other) => sign * other.value.compare(value) < 0).length + 1;
      return `${place}. ${payee}: ${formatValue(type, value)}`;
    }),
  );
}

function remarks(texts: readonly string[]): Line[] {
  const rest = texts.length - MOST;
  const shown = rest > 0 ? [...texts.slice(0, MOST), `and ${rest} more`] : texts;
  return shown.map((text) => ({ text, parts: [], adds: false }));
}
