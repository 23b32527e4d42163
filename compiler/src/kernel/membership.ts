/** Conditions on one text, which are one comparison of its number in the dictionary: `product in (Core, Plus)`. */
import { disjuncts } from "../integer/conjuncts.ts";
import type { Bool, Text } from "../integer/form.ts";

export interface Membership {
  readonly of: Text;
  readonly members: readonly string[];
  readonly negated: boolean;
}

/** Undefined where a condition asks for anything else than whether a text is one of some. */
export function membershipOf(condition: Bool): Membership | undefined {
  if (condition.op === "not") {
    const inside = membershipOf(condition.of);
    return inside === undefined ? undefined : { ...inside, negated: !inside.negated };
  }
  const members: string[] = [];
  let of: Text | undefined;
  for (const part of disjuncts(condition)) {
    if (part.op !== "same") return undefined;
    const [text, member] =
      part.left.op === "text" ? [part.right, part.left] : [part.left, part.right];
    if (text.op !== "text input" || member.op !== "text" || (of ?? text) !== text) return undefined;
    of = text;
    members.push(member.value);
  }
  return of === undefined ? undefined : { of, members, negated: false };
}

/** As text. `codes`: the numbers of the members; `tableOf` gives a name to a table by number. */
export function printMembership(
  text: string,
  codes: readonly number[],
  tableOf: (values: Uint8Array) => string,
): string {
  const known = [...new Set(codes)].filter((code) => code >= 0).sort((a, b) => a - b);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "false";
  if (first === last) return `(${text} === ${first})`;
  // What is below the first becomes larger than all without its sign.
  if (last - first === known.length - 1) return `(((${text} - ${first}) >>> 0) <= ${last - first})`;
  const table = new Uint8Array(last + 1);
  for (const code of known) table[code] = 1;
  return `(${tableOf(table)}[${text}] === 1)`;
}
