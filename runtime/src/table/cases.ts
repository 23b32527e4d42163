/** Tables by a list of values. */
import { PayFault } from "../fault.ts";

export interface Cases<Value> {
  readonly name: string;
  readonly rows: Readonly<Record<string, Value>>;
  /** The value of whatever has no row. */
  readonly rest?: Value;
}

/** The value of a row; `ATN9002` where there is none. */
export function caseAt<Value>({ name, rows, rest }: Cases<Value>, at: string): Value {
  const value = Object.hasOwn(rows, at) ? rows[at] : rest;
  if (value === undefined) throw new PayFault("ATN9002", { table: name, value: at });
  return value;
}
