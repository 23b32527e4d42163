/** Plain calendar dates: no time of day, no time zone, no clock. */

/** An ISO 8601 date such as `2026-03-02`, of the years 0000 to 9999. Text order is date order. */
export type PlainDate = `${number}-${number}-${number}`;

/** What `date + 1 month` gives on a day that the month hasn't got: its last day, or the days left over after it. */
export type MonthEnd = "clamp" | "overflow";

/** A month and a day count from 1. */
interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The date that `text` writes, or undefined where it writes none (`2026-02-30` among others). */
export function parseDate(text: string): PlainDate | undefined {
  if (!ISO_DATE.test(text)) return undefined;
  const date = text as PlainDate;
  const { year, month, day } = civil(date);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return date;
}

/** The date of a month from 1 and a day from 1, both in range. A `RangeError` outside the years 0000 to 9999. */
function plainDate(year: number, month: number, day: number): PlainDate {
  if (year < 0 || year > 9999) throw new RangeError(`No date is in the year ${year}.`);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}` as PlainDate;
}

/** Days since 1970-01-01, which is day 0. */
export function dayNumber(date: PlainDate): number {
  const { year, month, day } = civil(date);
  return dayOf(year, month, day);
}

/** The inverse of {@link dayNumber}. */
export function dateOfDay(number: number): PlainDate {
  const { year, month, day } = civilOf(number);
  return plainDate(year, month, day);
}

/**
 * The number of a day: {@link dayNumber} of any year whatever.
 * (Howard Hinnant, “chrono-compatible low-level date algorithms”, `days_from_civil`.)
 */
export function dayOf(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link dayOf}: Hinnant's `civil_from_days`. */
export function civilOf(number: number): Civil {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The weekday of a day by its number: from 0 for Monday to 6 for Sunday. */
export function weekdayOf(number: number): number {
  return mod(number + 3, 7);
}

/** `days` later, or earlier if negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDay(dayNumber(date) + days);
}

/** `months` later (earlier if negative) on the same day; `end` decides where the month is too short for it. */
export function addMonths(date: PlainDate, months: number, end: MonthEnd): PlainDate {
  const { year, month, day } = civil(date);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), mod(index, 12) + 1];
  const last = daysInMonth(toYear, toMonth);
  if (day <= last) return plainDate(toYear, toMonth, day);
  return end === "clamp"
    ? plainDate(toYear, toMonth, last)
    : plainDate(toYear, toMonth + 1, day - last);
}

/** Days from `from` to `to`: 1 from one day to the next, negative if `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Whole months from `from` to `to`: 1 from the 15th to the 15th of the next month, 0 to the 14th.
 * A start on a day that the last month hasn't got counts its last day. Negative if `to` is the earlier.
 */
export function monthsBetween(from: PlainDate, to: PlainDate): number {
  if (to < from) return 0 - monthsBetween(to, from); // so that no months are not −0
  const [a, b] = [civil(from), civil(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return addMonths(from, months, "clamp") <= to ? months : months - 1;
}

/** The days of a month from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function civil(date: PlainDate): Civil {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

/** At least so many digits, with zeros in front. */
export function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** The remainder that is never negative. */
export function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
