/** Plain calendar dates: no time of day, no time zone, no clock. */

/** An ISO 8601 date such as `2026-03-02`. Text order is date order. */
export type PlainDate = `${number}-${number}-${number}`;

/** What `date + 1 month` gives on a day that the month hasn't got: its last day, or the days left over after it. */
export type MonthEnd = "clamp" | "overflow";

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The date that `text` writes, or undefined where it writes none (`2026-02-30` among others). */
export function parseDate(text: string): PlainDate | undefined {
  const parts = ISO_DATE.exec(text);
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return plainDate(year, month, day);
}

/** The date of a year, a month from 1 and a day from 1, all in range. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  const yyyy = String(year).padStart(4, "0");
  return `${yyyy}-${two(month)}-${two(day)}` as PlainDate;
}

export function yearOf(date: PlainDate): number {
  return civil(date).year;
}

/** From 1 for January. */
export function monthOf(date: PlainDate): number {
  return civil(date).month;
}

/** Days since 1970-01-01, which is day 0. (Howard Hinnant, “chrono-compatible low-level date algorithms”.) */
export function dayNumber(date: PlainDate): number {
  const { year, month, day } = civil(date);
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link dayNumber}. */
export function dateOfDay(number: number): PlainDate {
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
  return plainDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** From 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: PlainDate): number {
  return mod(dayNumber(date) + 3, 7);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDay(dayNumber(date) + days);
}

/** `months` later on the same day of the month; `end` decides where that month is too short. */
export function addMonths(date: PlainDate, months: number, end: MonthEnd): PlainDate {
  const { year, month, day } = civil(date);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), mod(index, 12) + 1];
  const last = daysInMonth(toYear, toMonth);
  if (day <= last) return plainDate(toYear, toMonth, day);
  const clamped = plainDate(toYear, toMonth, last);
  return end === "clamp" ? clamped : addDays(clamped, day - last);
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
  if (to < from) return -monthsBetween(to, from);
  const [a, b] = [civil(from), civil(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return addMonths(from, months, "clamp") <= to ? months : months - 1;
}

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

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
