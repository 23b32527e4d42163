/** What was computed, as it goes over the wire. */
import type { Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import type { DataProblem } from "@attain/compiler/data/problem";
import { exactAmount, formatNumber, formatValue } from "@attain/compiler/evaluate/format";
import { Rational } from "@attain/compiler/evaluate/rational";
import type { Value } from "@attain/compiler/evaluate/trace";
import type { Line } from "@attain/compiler/explain/explanation";
import type * as ir from "@attain/compiler/ir/ir";
import type { Location } from "@attain/compiler/text/source-file";
import { endOfLine } from "../refactor/action.ts";
import type {
  CreditedDeals,
  InlineNumber,
  PayLine,
  PayValue,
  PreviewProblem,
  WireAmount,
  WirePlace,
} from "../protocol.ts";
import type { Inline, Paid } from "../preview/pay.ts";
import { positionOf, rangeOf, type UriOf } from "./convert.ts";

export function amountOf(value: Rational, unit: ir.Unit): WireAmount {
  return { text: formatNumber(value, unit), exact: exactAmount(value, unit) };
}

function valueOf(type: ir.ValueType, value: Value): WireAmount {
  const exact =
    value instanceof Rational
      ? exactAmount(value, type.kind === "number" ? type.unit : "")
      : String(value ?? "");
  return { text: formatValue(type, value), exact };
}

/** Turns places of what was paid by into places of the text as it is now. */
export interface Wiring {
  readonly uriOf: UriOf;
  readonly placeNow: (origin: ir.Origin) => Location | undefined;
  /** Without the names of people, where they aren't to be seen. */
  readonly said: (text: string) => string;
}

export function wirePlace({ file, span }: Location, uriOf: UriOf): WirePlace {
  return { uri: uriOf(file.path), range: rangeOf(file, span) };
}

function at(wiring: Wiring, origin: ir.Origin | undefined): { readonly at?: WirePlace } {
  const place = origin && wiring.placeNow(origin);
  return place === undefined ? {} : { at: wirePlace(place, wiring.uriOf) };
}

export function wireLine(
  wiring: Wiring,
  { text, amount, unit, origin, row, parts, adds }: Line,
): PayLine {
  return {
    text: wiring.said(text),
    ...(amount === undefined || unit === undefined ? {} : { amount: amountOf(amount, unit) }),
    ...at(wiring, origin),
    ...(row === undefined ? {} : { row }),
    parts: parts.map((part) => wireLine(wiring, part)),
    adds,
  };
}

export function wireValues(wiring: Wiring, { numbers }: Pick<Paid, "numbers">): PayValue[] {
  return numbers.map(({ name, value, type, text, origin }) => ({
    name,
    value: valueOf(type, value),
    ...(text === "" ? {} : { how: wiring.said(text) }),
    ...at(wiring, origin),
  }));
}

export function wireDeals({ deals }: Paid): CreditedDeals[] {
  return deals.map(({ credit, name, deals: list }) => ({
    credit: name,
    total: amountOf(
      list.reduce((sum, { amount }) => sum.plus(amount), Rational.ZERO),
      credit.unit,
    ),
    deals: list.map(({ row, date, amount }) => ({
      key: row.key,
      row: row.row,
      date,
      credited: amountOf(amount, credit.unit),
    })),
  }));
}

/** At the end of the line on which a clause begins; of several on one line the first, which holds the others. */
export function wireInline(wiring: Wiring, numbers: readonly Inline[]): InlineNumber[] {
  const lines = new Map<string, InlineNumber>();
  for (const { origin, text } of numbers) {
    const place = wiring.placeNow(origin);
    if (place === undefined) continue;
    const { file, span } = place;
    const position = positionOf(file, endOfLine(file, span.start));
    const key = `${file.path} ${position.line}`;
    if (!lines.has(key)) lines.set(key, { uri: wiring.uriOf(file.path), position, text });
  }
  return [...lines.values()];
}

export function wireProblem(
  { code, message, help, at: place }: Diagnostic,
  uriOf: UriOf,
): PreviewProblem {
  return { code, message, ...(help === undefined ? {} : { help }), at: wirePlace(place, uriOf) };
}

export function dataProblem({ code, message, help, file, rows }: DataProblem): PreviewProblem {
  const [row] = rows;
  const where = row === undefined ? file : `${file}, row ${row}`;
  return { code, message: `${message} (${where})`, ...(help === undefined ? {} : { help }) };
}
