/** What is shared among people, and prizes for the first of them, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import { gathered } from "./aggregates.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { keyAccess } from "./fields.ts";
import { access } from "./names.ts";

export function portion(e: Emitter, node: ir.Portion, at: Place): string {
  const weight = (inside: Place): string =>
    node.weight === undefined ? `${e.use("count")}(1)` : emit(e, node.weight, inside);
  const members = membersOf(
    e,
    node.of,
    at,
    node.fair.ties,
    (inside) => `weight: ${weight(inside)}`,
  );
  const { payee = "payee" } = at;
  const key = `${payee}${keyAccess(e, e.plan.people)}`;
  return `${e.use("portionOf")}(${emit(e, node.whole, at)}, ${members}, ${key}, ${JSON.stringify(node.fair.increment)})`;
}

export function prize(e: Emitter, node: ir.Prize, at: Place): string {
  const { ties } = node;
  const field = ties.kind === "share" ? ties.fair.ties : undefined;
  const members = membersOf(e, node.of, at, field, (inside) => {
    const then = ties.kind === "by" ? `, second: ${emit(e, ties.value, inside)}` : "";
    return `value: ${emit(e, node.value, inside)}${then}`;
  });
  const prizes = node.prizes.map((one) => emit(e, one, at)).join(", ");
  const key = `${at.payee ?? "payee"}${keyAccess(e, e.plan.people)}`;
  const rule = JSON.stringify({ first: node.first, ties: ruleOf(ties) });
  return `${e.use("prizeOf")}([${prizes}], ${members}, ${key}, ${rule})`;
}

function ruleOf(ties: ir.Prize["ties"]): object {
  switch (ties.kind) {
    case "higher":
      return { kind: "higher" };
    case "share":
      return { kind: "share", increment: ties.fair.increment };
    case "by":
      return { kind: "by", first: ties.first };
  }
}

/** The people as members of a contest or a pool. */
function membersOf(
  e: Emitter,
  of: ir.People,
  at: Place,
  ties: string | undefined,
  value: (inside: Place) => string,
): string {
  const { list, each, inside } = gathered(e, of, at);
  const key = `${each}${keyAccess(e, e.plan.people)}`;
  const tie = ties === undefined ? `""` : tieOf(e, each, ties);
  return `${list}.map((${each}) => ({ payee: ${key}, tie: ${tie}, ${value(inside)} }))`;
}

function tieOf(e: Emitter, each: string, ties: string): string {
  const field = e.source(e.plan.people).fields.find(({ name }) => name === ties);
  const isText =
    field?.optional === false && field.type.kind !== "number" && field.type.kind !== "yes or no";
  return isText ? `${each}${access(ties)}` : `String(${each}${access(ties)} ?? "")`;
}
