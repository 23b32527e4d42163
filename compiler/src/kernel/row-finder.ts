/** The row of a source that belongs to each payee. */
import { known } from "../base/assert.ts";
import type { Column, ColumnTable, Columns, DayColumn, TextColumn } from "../columnar/columns.ts";
import type * as ir from "../ir/ir.ts";
import type { CellPath, KeyPart } from "./cells.ts";

/** There is no such row. */
export const ABSENT = -1;
/** There are several rows that are valid on the day. */
export const DOUBTFUL = -2;

export class RowFinder {
  readonly #sources: ReadonlyMap<string, ir.Source>;
  readonly #columns: Columns;
  readonly #payees: Int32Array;
  readonly #codesOf: (path: CellPath) => Int32Array;
  readonly #found = new Map<string, Int32Array>();
  readonly #groups = new Map<string, ReadonlyMap<number, readonly number[]>>();

  /** `payees`: the numbers of their keys in the dictionary. `codesOf`: those of the texts of a cell. */
  constructor(
    { sources }: ir.Program,
    columns: Columns,
    payees: Int32Array,
    codesOf: (path: CellPath) => Int32Array,
  ) {
    this.#sources = new Map(sources.map((source) => [source.name, source]));
    this.#columns = columns;
    this.#payees = payees;
    this.#codesOf = codesOf;
  }

  /** By payee: the place of the row in its table, or why there is none. */
  find(path: CellPath): Int32Array {
    const { source, keys, day } = path;
    const name = JSON.stringify([source, keys, day]);
    const rows = this.#found.get(name) ?? this.#search(path);
    this.#found.set(name, rows);
    return rows;
  }

  source(name: string): ir.Source {
    return known(this.#sources.get(name), `the source ${name}`);
  }

  #search({ source: name, keys, day }: CellPath): Int32Array {
    const table = this.#columns.tables.get(name);
    if (table === undefined) return new Int32Array(this.#payees.length).fill(ABSENT);
    const source = this.source(name);
    const wanted = keys.map((key, i): WantedKey => {
      const field = source.keys[i] ?? "";
      return { field, column: codesIn(table, field), code: this.#wanted(key) };
    });
    const isKept = filterOf(table, source, day);
    const { ofRow, ofPayee, count } = keysOf(wanted, this.#columns.dictionary.texts.length);
    const places = new Int32Array(count).fill(ABSENT);
    const put = (row: number): void => {
      const key = ofRow(row);
      if (key < 0 || !isKept(row)) return;
      if (places[key] === ABSENT) places[key] = row;
      else if (day !== undefined) places[key] = DOUBTFUL;
    };
    this.#eachRow(table, wanted, put);
    return this.#payees.map((_, payee) => places[ofPayee(payee)] ?? ABSENT);
  }

  /** Goes through the rows that have the keys which are the same for everybody. */
  #eachRow(table: ColumnTable, wanted: readonly WantedKey[], put: (row: number) => void): void {
    const [first, ...others] = wanted.filter(isSame);
    if (first === undefined) {
      for (let row = 0; row < table.rows; row += 1) put(row);
      return;
    }
    const name = `${table.source}.${first.field}`;
    const groups = this.#groups.get(name) ?? groupsOf(first.column);
    this.#groups.set(name, groups);
    for (const row of groups.get(first.code) ?? [])
      if (others.every(({ column, code }) => column[row] === code)) put(row);
  }

  /** The number of the text that a key must be: one for everybody, or by payee. */
  #wanted(key: KeyPart): Wanted {
    switch (key.by) {
      case "payee":
        return this.#payees;
      case "text":
        return this.#columns.dictionary.find(key.text);
      case "cell":
        return this.#codesOf(key.cell);
    }
  }
}

/** The number of the text that a key must be: one for everybody, or by payee. */
type Wanted = number | Int32Array;

interface WantedKey {
  readonly field: string;
  readonly column: TextColumn["values"];
  readonly code: Wanted;
}

function isSame(key: WantedKey): key is WantedKey & { readonly code: number } {
  return typeof key.code === "number";
}

/** Rows by the text that they have in a column. */
function groupsOf(column: TextColumn["values"]): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [row, code] of column.entries()) {
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [row]);
    else group.push(row);
  }
  return groups;
}

/** The keys that differ from payee to payee, as one number for a row and for a payee; below zero where there is none. */
interface VaryingKeys {
  readonly ofRow: (row: number) => number;
  readonly ofPayee: (payee: number) => number;
  /** All numbers are below it. */
  readonly count: number;
}

function keysOf(wanted: readonly WantedKey[], texts: number): VaryingKeys {
  const varying = wanted.flatMap(({ column, code }) =>
    typeof code === "number" ? [] : [{ column, code }],
  );
  const [only, ...others] = varying;
  if (only === undefined) return { ofRow: () => 0, ofPayee: () => 0, count: 1 };
  const { column, code } = only;
  if (others.length === 0)
    return {
      ofRow: (row) => column[row] ?? ABSENT,
      ofPayee: (payee) => code[payee] ?? ABSENT,
      count: texts,
    };
  const numbers = new Map<string, number>();
  const ofPayees = code.map((_, payee) => {
    const text = joined(varying.map((one) => one.code[payee]));
    if (text === undefined) return ABSENT;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
  return {
    ofRow: (row) => numbers.get(joined(varying.map((one) => one.column[row])) ?? "") ?? ABSENT,
    ofPayee: (payee) => ofPayees[payee] ?? ABSENT,
    count: numbers.size,
  };
}

/** Several numbers as one text; undefined where one of them is none. */
function joined(codes: readonly (number | undefined)[]): string | undefined {
  return codes.some((one = ABSENT) => one < 0) ? undefined : codes.join(" ");
}

/** Those rows that are valid on a day. */
function filterOf(
  { columns }: ColumnTable,
  { validity }: ir.Source,
  day: number | undefined,
): (row: number) => boolean {
  if (day === undefined || validity === undefined) return () => true;
  const [from, until] = [daysIn(columns.get(validity.from)), daysIn(columns.get(validity.until))];
  return (row) => {
    if (from === undefined || from.missing?.[row] === 1 || (from.values[row] ?? 0) > day)
      return false;
    return until === undefined || until.missing?.[row] === 1 || day <= (until.values[row] ?? 0);
  };
}

function daysIn(column: Column | undefined): DayColumn | undefined {
  return column?.kind === "day" ? column : undefined;
}

function codesIn({ source, columns }: ColumnTable, field: string): TextColumn["values"] {
  const column = known(columns.get(field), `the column ${source}.${field}`);
  if (column.kind !== "text") throw new Error(`Attain looked a row up by ${column.kind}.`);
  return column.values;
}
