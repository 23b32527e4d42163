/** An amount per longer period, as the part of it that falls into a shorter one. Periods are known: so is the part. */
import { containing, lengthInDays, partOfYear, type Period, workingDays } from "@attain/runtime";
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type * as ir from "../ir/ir.ts";
import type { At, Payees } from "./payees.ts";
import { inColumn, valueAt } from "./tables.ts";
import { NOTHING, type NumberValue, ofNumber, SURE } from "./values.ts";

export function prorated(p: Payees, node: ir.Prorate, at: At): NumberValue {
  const amount = p.number(node.of, at);
  const share = typeof node.by === "object" ? inTable(p, node, node.by, at) : inTime(p, node, at);
  const doubt = form.or(amount.doubt, share.doubt);
  return ofNumber(number.times(amount.value, share.value), doubt);
}

function inTable(
  p: Payees,
  { into, origin }: ir.Prorate,
  { lookup }: { readonly lookup: string },
  at: At,
): NumberValue {
  const period = known(at.period, "the period");
  const table = p.time.table(lookup, period);
  const name = partOfYear(p.program.calendar, into, period);
  const part = { kind: "text", value: { op: "text", value: name }, ...SURE } as const;
  return inColumn(p, table, undefined, at, origin, (body) =>
    valueAt(p, body, part, at),
  ) as NumberValue;
}

function inTime(p: Payees, { by, from, into }: ir.Prorate, at: At): NumberValue {
  if (by === "months") return partOf(MONTHS[into] ?? 1, MONTHS[from] ?? 1);
  const { calendar } = p.program;
  const period = known(at.period, "the period");
  const days = (of: Period): number =>
    by === "days" ? lengthInDays(of) : workingDays(calendar, of.start, of.end);
  return partOf(days(containing(calendar, into, period)), days(containing(calendar, from, period)));
}

/** There is no part of a period without days. */
function partOf(of: number, all: number): NumberValue {
  if (all === 0) return NOTHING;
  const [part, whole] = [of, all].map((days) => number.integer(form.constant(BigInt(days))));
  return ofNumber(number.over(part ?? number.ZERO, whole ?? number.ONE));
}

const MONTHS: Partial<Record<ir.Prorate["into"], number>> = {
  Month: 1,
  Quarter: 3,
  Half: 6,
  Year: 12,
};
