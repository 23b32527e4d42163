// Conditions of generated plans: comparisons at their boundaries, lists, presence, and what joins them.
import type { Weighted } from "./generators-draw.ts";
import { member, otherLiteral } from "./generators-literals.ts";
import { written } from "./generators-names.ts";
import { present, type Reading, readings, sameMembers } from "./generators-readings.ts";
import { dates, windowKinds } from "./generators-time.ts";
import {
  atom,
  condition,
  type Condition,
  number,
  type Place,
  SEAT,
  type Window,
  type World,
} from "./generators-world.ts";

type Making = (w: World, at: Place, depth: number) => Condition | undefined;

export function anyCondition(w: World, at: Place, depth: number): Condition {
  const making = w.draw.weighted(depth > 0 ? [...SIMPLE, ...JOINED] : SIMPLE);
  return making(w, at, depth) ?? compared(w, at, 0);
}

const SIMPLE: readonly Weighted<Making>[] = [
  [5, compared],
  [4, listed],
  [2, asked],
  [2, dated],
  [2, equal],
  [1, named],
  [1, people],
];

const JOINED: readonly Weighted<Making>[] = [
  [3, both],
  [1, negated],
  [1, chosen],
];

function compared(w: World, at: Place, depth: number): Condition {
  const unit = w.draw.pick([w.currency, w.currency, "ratio", "count", SEAT]);
  const window = comparedWindow(w, at);
  const left = number(w, at, { unit, window }, depth - 1);
  const right = number(w, at, { unit, window }, depth - 2);
  const operator = w.draw.pick(["<", "<=", ">", ">=", "is", "is not"]);
  return { text: `${atom(left)} ${operator} ${atom(right)}`, free: left.free && right.free };
}

/** Amounts of a deal, of the period, or to date. */
function comparedWindow(w: World, at: Place): Window {
  if (at.kind === "row" || (at.kind === "credit" && w.draw.chance(40))) return "deal";
  const longer = windowKinds(w, at).filter((kind) => kind !== at.period && kind !== "Cycle");
  return longer.length > 0 && w.draw.chance(15)
    ? `to date ${w.draw.pick(longer)}`
    : `each ${at.period}`;
}

/** `stage is Won`, `product in (A, B)`. */
function listed(w: World, at: Place): Condition | undefined {
  const found = readings(w, at).filter(({ type, optional }) => type.kind === "enum" && !optional);
  if (found.length === 0) return undefined;
  const reading = w.draw.pick(found);
  if (reading.type.kind !== "enum") return undefined;
  const { members } = reading.type;
  const { free } = reading;
  if (w.draw.chance(60))
    return {
      text: `${reading.text} ${w.draw.pick(["is", "is not"])} ${member(w.draw.pick(members))}`,
      free,
    };
  const among = w.draw.some(members, 1).map(member).join(", ");
  return { text: `${reading.text} ${w.draw.pick(["in", "not in"])} (${among})`, free };
}

/** `partner is present`. */
function asked(w: World, at: Place): Condition | undefined {
  const found = readings(w, at).filter(
    ({ optional, path, keyed }) => optional && path !== undefined && keyed !== true,
  );
  if (found.length === 0) return undefined;
  const { text, free } = w.draw.pick(found);
  return { text: `${text} ${w.draw.pick(["is", "is not"])} present`, free };
}

function dated(w: World, at: Place, depth: number): Condition {
  const [left, right] = [dates(w, at, depth), dates(w, at, depth - 1)];
  return {
    text: `${atom(left)} ${w.draw.pick(["<", "<=", ">", ">=", "is", "is not"])} ${atom(right)}`,
    free: left.free && right.free,
  };
}

/** Texts, lists and yes or no, held against another of their kind. */
function equal(w: World, at: Place): Condition | undefined {
  const found = readings(w, at).filter(({ type }) =>
    ["text", "yes or no", "enum", "period"].includes(type.kind),
  );
  if (found.length === 0) return undefined;
  const left = w.draw.pick(found);
  const others = found.filter((other) => isSameKind(left, other));
  const right =
    others.length > 0 && w.draw.chance(50)
      ? present(w, at, w.draw.pick(others))
      : otherLiteral(w, left.type, at);
  return right === undefined
    ? undefined
    : {
        text: `${present(w, at, left)} ${w.draw.pick(["is", "is not"])} ${right}`,
        free: left.free,
      };
}

function isSameKind({ type: a }: Reading, { type: b }: Reading): boolean {
  if (a.kind === "enum" && b.kind === "enum") return sameMembers(a.members, b.members);
  if (a.kind === "period" && b.kind === "period") return a.period === b.period;
  return a.kind === b.kind;
}

/** A field, a measure or a lookup that is a condition itself. */
function named(w: World, at: Place): Condition | undefined {
  const fields = readings(w, at).filter(
    ({ type, optional }) => type.kind === "yes or no" && !optional,
  );
  const measures =
    at.kind === "row"
      ? []
      : w.measures.filter(
          ({ value, free }) => value === "condition" && (free || at.period === w.pays),
        );
  const found = [...fields, ...measures.map(({ name, free }) => ({ text: written(name), free }))];
  return found.length === 0 ? undefined : w.draw.pick(found);
}

/** Whether two people are one. */
function people(w: World, at: Place): Condition | undefined {
  const found = readings(w, at).filter(
    ({ type, optional }) => type.kind === "row" && type.source === w.people.name && !optional,
  );
  if (at.kind !== "row")
    found.push({
      text: "payee",
      type: { kind: "row", source: w.people.name },
      window: "none",
      free: true,
      optional: false,
    });
  if (found.length === 0) return undefined;
  const others = [...found.map(({ text }) => text), '"ada"', '"bob"'];
  return {
    text: `${w.draw.pick(found).text} ${w.draw.pick(["is", "is not"])} ${w.draw.pick(others)}`,
    free: found.every(({ free }) => free),
  };
}

function both(w: World, at: Place, depth: number): Condition {
  const [left, right] = [condition(w, at, depth - 1), condition(w, at, depth - 1)];
  return {
    text: `(${left.text}) ${w.draw.pick(["and", "or"])} (${right.text})`,
    free: left.free && right.free,
  };
}

function negated(w: World, at: Place, depth: number): Condition {
  const { text, free } = condition(w, at, depth - 1);
  return { text: `not (${text})`, free };
}

function chosen(w: World, at: Place, depth: number): Condition {
  const [test, yes, no] = [condition(w, at, depth - 1), condition(w, at, 0), condition(w, at, 0)];
  return {
    text: `(if ${test.text} then (${yes.text}) else (${no.text}))`,
    free: test.free && yes.free && no.free,
  };
}
