// The public interface of the runtime.

export {
  type Calendar,
  CALENDAR_YEAR,
  startingYear,
  type Weekday,
  type WeekdayStart,
  type WeekPattern,
  workingDays,
} from "./calendar/calendar.ts";
export {
  addDays,
  addMonths,
  dayNumber,
  dateOfDay,
  daysBetween,
  type MonthEnd,
  monthsBetween,
  parseDate,
  type PlainDate,
} from "./calendar/date.ts";
export {
  containing,
  daysWithin,
  lengthInDays,
  nextPeriod,
  parsePeriod,
  type Period,
  PERIOD_KINDS,
  type PeriodKind,
  periodOf,
  periodsBetween,
  periodsIn,
  previousPeriod,
  segmentsOf,
  toDate,
} from "./calendar/period.ts";
export {
  daysCovered,
  daysEarlier,
  daysToDate,
  holdsIn,
  isFirstOf,
  lastPeriod,
  partOfYear,
  periodsPaid,
  periodsToDate,
  prorated,
  type Proration,
  periodsWithin,
  within,
} from "./calendar/window.ts";
export { type Credit, CreditBook, type Days, upTo } from "./credit/credit-book.ts";
export { rolledUp, type RollUpRule } from "./credit/roll-up.ts";
export { type Territory, territoryOf } from "./credit/territory.ts";
export { type Part, type Share, split } from "./credit/split.ts";
export {
  amount,
  date,
  oneOf,
  optional,
  present,
  Referring,
  required,
  type Row,
  RowIndex,
  same,
  sameValue,
  text,
  type ValidDays,
  yesNo,
} from "./data/rows.ts";
export { liveException } from "./exception.ts";
export { type FaultCode, PayFault } from "./fault.ts";
export {
  type Count,
  count,
  type Factor,
  greatest,
  least,
  type Money,
  money,
  Quantity,
  type Rate,
  type Ratio,
  ratio,
  sum,
} from "./number/quantity.ts";
export {
  average,
  averageIfPresent,
  averageOverDays,
  earliestOf,
  greatestOf,
  latestOf,
  leastOf,
  partAbove,
  type Weighted,
} from "./number/average.ts";
export { exchanged, exchangedInto, inUnit } from "./number/exchange.ts";
export { CURRENCIES, minorUnits, smallestUnit } from "./number/currency.ts";
export type { RoundingMode } from "./number/rounding.ts";
export { shareOut } from "./number/share.ts";
export { type Drawn, type DrawTerms, heldBelow, settled, toppedUp, unsettled } from "./pay/draw.ts";
export { Remembered } from "./pay/remembered.ts";
export {
  type Due,
  duesOf,
  type Earning,
  earningsOf,
  releasedIn,
  type ReleasePart,
  type Rounding,
  takenBackIn,
  type Taking,
  unserved,
} from "./pay/release.ts";
export { type Member, portionOf, type Weighing } from "./people/portion.ts";
export { type Contestant, type ContestRule, prizeOf } from "./people/prize.ts";
export { caseAt, type Cases } from "./table/cases.ts";
export { interpolate, type Point, type Polyline } from "./table/interpolate.ts";
export { alongPaid, paidInTurn } from "./table/paid.ts";
export { marginal, ofBase, perUnit, type Position, whole, wholeAbove } from "./table/rates.ts";
export { type Slice, slicesOf, type StepRow, type Steps, valueAt } from "./table/steps.ts";

/** The version of the runtime, as a receipt records it. */
export const runtimeVersion = "0.1.0";
