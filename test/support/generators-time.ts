// Time in generated plans: windows, parts of periods, dates and the days between them.
import { PERIOD_KINDS, type PeriodKind } from "@attain/runtime";
import { dayOf, literal } from "./generators-literals.ts";
import { written } from "./generators-names.ts";
import { isOpen } from "./generators-open.ts";
import { present, readings } from "./generators-readings.ts";
import {
  atom,
  type Component,
  number,
  type Place,
  type Typed,
  typed,
  type Want,
  type World,
} from "./generators-world.ts";

/** Kinds as long as a period, or longer, that a window can name. */
export function windowKinds(w: World, at: Place): PeriodKind[] {
  return PERIOD_KINDS.filter(
    (kind) =>
      PERIOD_KINDS.indexOf(kind) >= PERIOD_KINDS.indexOf(at.period) &&
      (kind !== "Cycle" || w.pays === "Cycle"),
  );
}

/** The words of a window of a length, and the window that they make. */
export function windowWords(w: World, at: Place, kind: PeriodKind): Pick<Typed, "text" | "window"> {
  const isLast = kind === "Cycle" || w.draw.chance(40);
  if (isLast) return { text: `last ${kind}`, window: `each ${kind}` };
  return {
    text: `${kind.toLowerCase()} to date`,
    window: kind === at.period ? `each ${kind}` : `to date ${kind}`,
  };
}

/** `Bookings year to date`, `net last Quarter`: of the window that is wanted. */
export function windowed(w: World, at: Place, want: Want): Typed | undefined {
  if (at.kind === "row") return undefined;
  const words = wordsFor(w, at, want);
  if (words === undefined) return undefined;
  const credits = w.credits.filter(({ unit }) => unit === want.unit).map(({ name }) => name);
  const measures = w.measures.filter(
    ({ value, free }) =>
      value !== "condition" &&
      value.unit === want.unit &&
      value.window === `each ${w.pays}` &&
      (free || at.period === w.pays),
  );
  const isDeclared = ({ period }: Component): boolean =>
    period === at.period || !isOpen("components-before-they-are-declared");
  const components = w.components.filter(
    (component) => want.unit === w.currency && isDeclared(component),
  );
  const names = [
    ...credits,
    ...measures.map(({ name }) => name),
    ...components.map(({ name }) => name),
  ];
  if (names.length === 0) return undefined;
  return {
    text: `${written(w.draw.pick(names))} ${words}`,
    unit: want.unit,
    window: want.window,
    free: false,
  };
}

/** Words for a window that is wanted: the period itself, a longer one, or one to date. */
export function wordsFor(w: World, at: Place, { window }: Want): string | undefined {
  const [how, , kind] = /^(each|to)( date)? (\w+)$/.exec(window)?.slice(1) ?? [];
  if (kind === undefined || !windowKinds(w, at).includes(kind as PeriodKind)) return undefined;
  if (how === "to") return `${kind.toLowerCase()} to date`;
  return kind === at.period && kind !== "Cycle" && w.draw.chance(30)
    ? `${kind.toLowerCase()} to date`
    : `last ${kind}`;
}

/** An amount of one period as an amount of another. */
export function prorations(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  if (at.kind === "row" || want.window !== `each ${at.period}` || want.unit === "count")
    return undefined;
  const kind = at.period;
  const months: readonly PeriodKind[] = ["Month", "Quarter", "Half", "Year"];
  const others = PERIOD_KINDS.slice(2).filter(
    (other) => other !== kind && (other !== "Cycle" || w.pays === "Cycle"),
  );
  const from = w.draw.pick(others);
  const byMonths = months.includes(from) && months.includes(kind);
  const isLonger = PERIOD_KINDS.indexOf(from) > PERIOD_KINDS.indexOf(kind);
  const seasons = w.tables.filter(
    ({ role, axes }) =>
      role === "lookup" &&
      axes[0]?.type.kind === "period" &&
      axes[0].type.period === kind &&
      axes.length === 1,
  );
  const shares = seasons.filter(({ value }) => value.kind === "number" && value.unit === "ratio");
  const methods = [
    ...(byMonths ? ["months"] : []),
    ...(isLonger ? ["days", "working days", ...shares.map(({ name }) => written(name))] : []),
  ];
  if (methods.length === 0) return undefined;
  const value = number(w, at, { unit: want.unit, window: `each ${from}` }, depth - 1);
  const amount = value.window === "none" ? `${literal(w, want.unit)} per ${from}` : value.text;
  if (value.window === "none" && want.unit === "ratio") return undefined;
  return typed(
    `${atom({ text: amount })} prorated by ${w.draw.pick(methods)} into ${kind}`,
    want.unit,
    want.window,
    false,
  );
}

// ── Dates ───────────────────────────────────────────────────────────────────────────────────────────────────────

export function dates(w: World, at: Place, depth: number): Pick<Typed, "text" | "free"> {
  const fields = readings(w, at).filter(({ type }) => type.kind === "date");
  const choices: (() => Pick<Typed, "text" | "free">)[] = [
    () => ({ text: dayOf(w), free: true }),
    ...(fields.length > 0 ? [(): Pick<Typed, "text" | "free"> => dateField(w, at, fields)] : []),
    ...(at.kind === "row" ? [] : [(): Pick<Typed, "text" | "free"> => edge(w, at)]),
    ...(depth > 0
      ? [
          (): Pick<Typed, "text" | "free"> => shifted(w, at, depth),
          (): Pick<Typed, "text" | "free"> => outermost(w, at, depth),
        ]
      : []),
  ];
  return w.draw.pick(choices)();
}

function dateField(
  w: World,
  at: Place,
  fields: ReturnType<typeof readings>,
): Pick<Typed, "text" | "free"> {
  const reading = w.draw.pick(fields);
  return { text: present(w, at, reading), free: reading.free };
}

function edge(w: World, at: Place): Pick<Typed, "text" | "free"> {
  const kind = w.draw.pick(windowKinds(w, at));
  return { text: `${w.draw.pick(["start", "end"])} of ${kind}`, free: false };
}

function shifted(w: World, at: Place, depth: number): Pick<Typed, "text" | "free"> {
  const date = dates(w, at, depth - 1);
  const unit = w.draw.pick(["Days", "Weeks", "Months", "Years"]);
  const end = unit === "Days" || unit === "Weeks" ? "" : ` ${w.draw.pick(["clamp", "overflow"])}`;
  return {
    text: `${w.draw.int(0, 14)} ${unit} ${w.draw.pick(["after", "before"])} ${afterWord(date)}${end}`,
    free: date.free,
  };
}

/** What stands after a word that takes one word or brackets. */
function afterWord({ text }: Pick<Typed, "text">): string {
  return text.includes(".") && isOpen("paths-after-words") ? `(${text})` : atom({ text });
}

function outermost(w: World, at: Place, depth: number): Pick<Typed, "text" | "free"> {
  const all = w.draw.list(1, 3, () => dates(w, at, depth - 1));
  return {
    text: `${w.draw.pick(["greatest", "least"])} of (${all.map(({ text }) => text).join(", ")})`,
    free: all.every(({ free }) => free),
  };
}

/** `days_between(…, …)`. */
export function between(w: World, at: Place, want: Want, depth: number): Typed | undefined {
  if (want.unit !== "count") return undefined;
  const [from, to] = [dates(w, at, depth - 1), dates(w, at, depth - 1)];
  const how = w.draw.pick(["days", "working_days", "months"]);
  return typed(`${how}_between(${from.text}, ${to.text})`, "count", "none", from.free && to.free);
}
