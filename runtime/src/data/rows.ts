/** Rows of data as plain cells, read into what a plan's code works with. The contract of the source has held them. */
import { parseDate, type PlainDate } from "../calendar/date.ts";
import { PayFault } from "../fault.ts";
import { Quantity } from "../number/quantity.ts";

/** Cells by the name of their field: numbers as decimal text, dates in ISO form; absent where missing. */
export type Row = Readonly<Record<string, string | boolean | undefined>>;

/** Reads one cell. */
type Reader<Value> = (text: string) => Value;

export function text(value: string): string {
  return value;
}

export function date(value: string): PlainDate {
  const parsed = parseDate(value);
  if (parsed === undefined) throw new RangeError(`${value} is no date.`);
  return parsed;
}

/** Reads numbers of a unit. */
export function amount<Unit extends string>(unit: Unit): Reader<Quantity<Unit>> {
  return (value) => Quantity.of(value, unit);
}

/** Reads values of a list. */
export function oneOf<const Member extends string>(...members: readonly Member[]): Reader<Member> {
  return (value) => {
    const member = members.find((candidate) => candidate === value);
    if (member === undefined) throw new RangeError(`${value} is none of ${members.join(", ")}.`);
    return member;
  };
}

export function yesNo(value: string): boolean {
  return value === "true";
}

/** A cell that every row has. */
export function required<Value>(row: Row, field: string, read: Reader<Value>): Value {
  const cell = cellOf(row, field);
  if (cell === undefined) throw new RangeError(`A row has no ${field}.`);
  return read(String(cell));
}

/** A cell that may be missing. */
export function optional<Value>(row: Row, field: string, read: Reader<Value>): Value | undefined {
  const cell = cellOf(row, field);
  return cell === undefined ? undefined : read(String(cell));
}

/** Its own: every object has something called `constructor`. */
function cellOf(row: Row, field: string): Row[string] {
  return Object.hasOwn(row, field) ? row[field] : undefined;
}

/** A value that the plan has made sure is there. */
export function present<Value>(value: Value | undefined, field: string): Value {
  if (value === undefined) throw new RangeError(`${field} is missing, although it was promised.`);
  return value;
}

/** Whether two texts, dates, values of a list, or yes and no are the same. */
export function same(a: string | boolean | undefined, b: string | boolean | undefined): boolean {
  return a === b;
}

/** Whether two values are the same: amounts by what they are worth, all else by how it is written. */
export function sameValue(a: unknown, b: unknown): boolean {
  return a instanceof Quantity && b instanceof Quantity ? a.equals(b) : a === b;
}

/** Rows by their keys. Rows of one key differ by the days on which they are valid. */
export class RowIndex<Record_> {
  readonly #source: string;
  readonly #byKey = new Map<string, Record_[]>();
  readonly #days: ((row: Record_) => ValidDays) | undefined;

  constructor(
    source: string,
    rows: readonly Record_[],
    key: (row: Record_) => string,
    days?: (row: Record_) => ValidDays,
  ) {
    this.#source = source;
    this.#days = days;
    for (const row of rows) {
      const alike = this.#byKey.get(key(row));
      if (alike === undefined) this.#byKey.set(key(row), [row]);
      else alike.push(row);
    }
  }

  /** The row of a key; undefined if there is none. */
  find(key: string): Record_ | undefined {
    return this.#byKey.get(key)?.[0];
  }

  /** The row of a key; `ATN9001` if there is none. */
  get(key: string): Record_ {
    return this.find(key) ?? this.#missing(key);
  }

  /** The row of a key that is valid on a day; undefined if there is none, `ATN9004` if there are two. */
  findOn(key: string, day: PlainDate): Record_ | undefined {
    const days = this.#days;
    if (days === undefined) return this.find(key);
    const [row, second] = (this.#byKey.get(key) ?? []).filter((candidate) => {
      const { from, until } = days(candidate);
      return from <= day && (until === undefined || day <= until);
    });
    if (second !== undefined) throw new PayFault("ATN9004", { source: this.#source, date: day });
    return row;
  }

  /** The row of a key that is valid on a day; `ATN9001` if there is none. */
  getOn(key: string, day: PlainDate): Record_ {
    return this.findOn(key, day) ?? this.#missing(`${key} on ${day}`);
  }

  #missing(key: string): never {
    throw new PayFault("ATN9001", { source: this.#source, keys: key });
  }
}

/** Rows by the row that they refer to, each in the order of their own keys. */
export class Referring<Record_> {
  readonly #byReference = new Map<string, Record_[]>();

  constructor(
    rows: readonly Record_[],
    reference: (row: Record_) => string,
    key: (row: Record_) => string,
  ) {
    for (const row of [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1))) {
      const alike = this.#byReference.get(reference(row));
      if (alike === undefined) this.#byReference.set(reference(row), [row]);
      else alike.push(row);
    }
  }

  of(key: string): readonly Record_[] {
    return this.#byReference.get(key) ?? [];
  }
}

/** The days on which a row holds; without `until`, for ever. */
export interface ValidDays {
  readonly from: PlainDate;
  readonly until: PlainDate | undefined;
}
