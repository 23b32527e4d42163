// Random plans that are well typed, with random data for them: a plan and its rows are made from one number.
import { CALENDAR_YEAR, type Calendar, type PeriodKind } from "@attain/runtime";
import * as fc from "fast-check";
import { makeComponent, makeMeasure, makePayout } from "./generators-components.ts";
import { anyCondition } from "./generators-conditions.ts";
import { makeCredit } from "./generators-credits.ts";
import { rowsOf } from "./generators-data.ts";
import { Draw } from "./generators-draw.ts";
import { dayOf, literal, otherLiteral } from "./generators-literals.ts";
import { Names, written } from "./generators-names.ts";
import { isFit } from "./generators-open.ts";
import { anyNumber } from "./generators-numbers.ts";
import { makeSources, sourceText, typeLines } from "./generators-sources.ts";
import { makeTable } from "./generators-tables.ts";
import { condition, type FieldType, SEAT, type World } from "./generators-world.ts";

/** A plan as text, and rows by source; the first row is the heading. */
export interface Generated {
  readonly seed: number;
  readonly plan: string;
  readonly data: Readonly<Record<string, readonly (readonly (string | null)[])[]>>;
}

/** Seeds of plans. A failure prints its seed; what it makes is reduced by other means than smaller seeds. */
export const seeds: fc.Arbitrary<number> = fc.noBias(fc.noShrink(fc.nat({ max: 0x7fffffff })));

export function generate(seed: number): Generated {
  const draw = new Draw(seed);
  const w = makeWorld(draw);
  const plan = planText(w);
  const data = Object.fromEntries(w.sources.map((source) => [source.name, rowsOf(w, source)]));
  return { seed, plan, data };
}

function makeWorld(draw: Draw): World {
  const names = new Names(draw, isFit);
  const currency = draw.weighted([
    [6, "USD"],
    [2, "EUR"],
    [1, "JPY"],
    [1, "KWD"],
  ]);
  const start = {
    grammar: { number: anyNumber, condition: anyCondition },
    draw,
    names,
    currency,
    types: new Map<string, readonly string[]>(),
    ...makeTime(draw),
  };
  const sources = makeSources(start);
  const [people] = sources;
  if (people === undefined) throw new Error("There are no people.");
  return {
    ...start,
    people,
    sources,
    parameters: [],
    credits: [],
    measures: [],
    tables: [],
    components: [],
    marks: new Map(),
    members: [],
  };
}

// ── Time ────────────────────────────────────────────────────────────────────────────────────────────────────────

type Time = Pick<World, "calendar" | "calendarText" | "pays" | "from" | "until">;

function makeTime(draw: Draw): Time {
  const pays = draw.weighted<PeriodKind>([
    [4, "Month"],
    [5, "Quarter"],
    [1, "Half"],
    [1, "Year"],
    [1, "Week"],
    [1, "Cycle"],
  ]);
  const straddles = pays === "Week" || pays === "Cycle";
  const whose = draw.pick(["first", "last"] as const);
  const calendar = calendarOf(draw, straddles ? whose : undefined);
  return { ...calendar, pays, ...termOf(pays) };
}

/** Long enough for several periods, short enough to be paid quickly. */
function termOf(pays: PeriodKind): Pick<Time, "from" | "until"> {
  if (pays === "Week") return { from: "2026-03-16", until: "2026-04-19" };
  if (pays === "Cycle") return { from: "2026-02-20", until: "2026-05-10" };
  return pays === "Month"
    ? { from: "2026-01-01", until: "2026-07-31" }
    : { from: "2026-01-01", until: "2026-12-31" };
}

function calendarOf(
  draw: Draw,
  straddling: "first" | "last" | undefined,
): Pick<Time, "calendar" | "calendarText"> {
  const kind = draw.weighted([
    [6, "plain"],
    [2, "february"],
    [1, "weeks"],
  ] as const);
  const starts = {
    plain: { text: [], calendar: {} },
    february: {
      text: ["starts February", "named by its start"],
      calendar: { yearStarts: { month: 2 }, namedBy: "start" },
    },
    weeks: {
      text: ["starts on the Sunday nearest February in weeks 4-4-5", "named by its start"],
      calendar: {
        yearStarts: { weekday: 6, which: "nearest", month: 2, weeks: "4-4-5" },
        namedBy: "start",
      },
    },
  }[kind] as { readonly text: readonly string[]; readonly calendar: Partial<Calendar> };
  const sides =
    straddling === undefined
      ? []
      : [
          `weeks belong to the month of their ${straddling} day`,
          "cycles of 14 Days from 2026-01-05",
        ];
  const phrases = [...starts.text, ...sides];
  const more: Partial<Calendar> =
    straddling === undefined
      ? {}
      : {
          straddlingBy: `${straddling} day`,
          cycle: { days: 14, from: "2026-01-05" },
        };
  return {
    calendar: { ...CALENDAR_YEAR, ...starts.calendar, ...more },
    calendarText: phrases.length === 0 ? "" : `calendar ${phrases.join(", ")}`,
  };
}

// ── The plan ────────────────────────────────────────────────────────────────────────────────────────────────────

function planText(w: World): string {
  const { draw } = w;
  for (let i = draw.int(0, 3); i > 0; i -= 1) makeParameter(w);
  for (let i = draw.int(1, 3); i > 0; i -= 1) makeCredit(w);
  for (let i = draw.int(1, 6); i > 0; i -= 1) (draw.chance(45) ? makeMeasure : makeTable)(w);
  for (let i = draw.int(1, 3); i > 0; i -= 1) makeComponent(w);
  if (draw.chance(50)) makePayout(w);
  const name = written(w.names.take("plan"));
  return [
    ...(w.calendarText === "" ? [] : [w.calendarText]),
    `unit ${SEAT} to 2 places`,
    ...typeLines(w.types, draw),
    ...w.sources.map((source) => sourceText(w, source)),
    [`plan ${name}${draw.chance(20) ? ' "Pay 2026"' : ""}`, ...headingLines(w)].join("\n"),
    ...(draw.chance(30) ? draw.shuffled(w.members) : w.members),
  ]
    .join("\n\n")
    .concat("\n");
}

function headingLines(w: World): string[] {
  const place = { kind: "row", period: w.pays, row: w.people, sure: new Set<string>() } as const;
  const where = w.draw.chance(20) ? ` where ${condition(w, place, 1).text}` : "";
  return [
    `  for    ${written(w.people.name)}${where}`,
    `  during ${w.from} to ${w.until}`,
    `  pays   each ${w.pays} in ${w.currency}`,
  ];
}

/** A named value, the same for everybody; some change on a day. */
function makeParameter(w: World): void {
  const { draw } = w;
  const type = draw.weighted<FieldType>([
    [3, { kind: "number", unit: "ratio" }],
    [3, { kind: "number", unit: w.currency }],
    [1, { kind: "number", unit: w.currency, per: w.pays }],
    [1, { kind: "number", unit: "count" }],
    [1, { kind: "date" }],
    [1, { kind: "yes or no" }],
  ]);
  const place = { kind: "row", period: w.pays, sure: new Set<string>() } as const;
  const value = (): string =>
    type.kind === "number"
      ? `${literal(w, type.unit)}${type.per === undefined ? "" : ` per ${type.per}`}`
      : (otherLiteral(w, type, place) ?? "yes");
  const days = [...new Set(draw.list(1, 2, () => dayOf(w)))].sort();
  const changes = draw.chance(30) ? days : [];
  const name = w.names.take("parameter");
  const lines = [
    `  parameter ${written(name)} means ${value()}`,
    ...changes.map((day) => `    from ${day} means ${value()}`),
  ];
  w.members.push(lines.join("\n"));
  w.parameters.push({ name, type, changes: changes.length > 0 });
}
