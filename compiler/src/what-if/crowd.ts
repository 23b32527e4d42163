/** Whom a scenario pays: how often each of the plan's own people, and where they are. */
import type { Headcount } from "../ir/scenario.ts";
import { Rational } from "../evaluate/rational.ts";

export interface Member {
  readonly payee: string;
  /** How many people are like this one. */
  readonly people: bigint;
  /** Where they are on what the scenario places people along; as it is, without. */
  readonly at?: Rational;
}

/** The plan's own people in turn, group after group, until there are as many as the scenario has. */
export function crowdOf(own: readonly string[], headcount: Headcount | undefined): Member[] {
  if (headcount === undefined) return own.map((payee) => ({ payee, people: 1n }));
  if (headcount.kind === "as many") return inTurn(own, 0n, headcount.people);
  let before = 0n;
  return headcount.groups.flatMap(({ people, at }) => {
    const members = inTurn(own, before, people);
    before += people;
    return members.map((member) => ({ ...member, at: Rational.parse(at) }));
  });
}

/** So many people, after so many. */
function inTurn(own: readonly string[], before: bigint, people: bigint): Member[] {
  const size = BigInt(own.length);
  const turns = (until: bigint, i: number): bigint => (until + size - 1n - BigInt(i)) / size;
  return own
    .map((payee, i) => ({ payee, people: turns(before + people, i) - turns(before, i) }))
    .filter((member) => member.people > 0n);
}
