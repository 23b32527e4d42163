/** The value of each part of a plan that took part in a number, where it has one. */
import type { Observer } from "../evaluate/observer.ts";
import type { Value } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import { typeOf } from "./types.ts";

export interface PartValue {
  readonly node: ir.Expr;
  readonly type: ir.ValueType;
  readonly value: Value;
}

/** Collects values while something is evaluated. */
export class Values implements Observer {
  /** By place; undefined for what came to several values, of one deal or person after the other. */
  readonly #parts = new Map<string, PartValue | undefined>();

  readonly value: Observer["value"] = (node, value) => {
    if (CONSTANT.has(node.op)) return;
    const { path, start, end } = node.origin;
    const key = `${path} ${start} ${end} ${node.op}`;
    const known = this.#parts.get(key);
    if (this.#parts.has(key) && !isSame(known?.value, value)) this.#parts.set(key, undefined);
    else if (known === undefined && !this.#parts.has(key))
      this.#parts.set(key, { node, value, type: typeOf(node) });
  };

  /** What a step makes of an amount is shown with the step. */
  readonly step: Observer["step"] = () => undefined;

  /** In the order of the files, wider parts before those in them. */
  list(): PartValue[] {
    return [...this.#parts.values()]
      .filter((part) => part !== undefined)
      .sort(({ node: { origin: a } }, { node: { origin: b } }) =>
        a.path === b.path ? a.start - b.start || b.end - a.end : a.path < b.path ? -1 : 1,
      );
  }
}

/** What says its value itself, and rows and people. */
const CONSTANT: ReadonlySet<ir.Expr["op"]> = new Set([
  "number",
  "text",
  "date",
  "yes or no",
  "period",
  "row key",
  "row",
  "payee",
  "reader",
]);

function isSame(a: Value, b: Value): boolean {
  return typeof a === "object" && typeof b === "object" ? a.equals(b) : a === b;
}
