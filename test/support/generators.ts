// Random plans that are well typed, with random data for them: a plan and its rows are made from one number.
import { CALENDAR_YEAR, type Calendar, type PeriodKind } from "@attain/runtime";
import { makeComponent, makeMeasure, makePayout } from "./generators-components.ts";
import { makePaid } from "./generators-paid.ts";
import { makeCredit } from "./generators-credits.ts";
import { rowsOf } from "./generators-data.ts";
import { Draw } from "./generators-draw.ts";
import { condition, date, number } from "./generators-expressions.ts";
import { dayOf, label, literal, otherLiteral } from "./generators-literals.ts";
import { Names, renamed } from "./generators-names.ts";
import { makeSegmented } from "./generators-segments.ts";
import { makeSources, perText, sourceText, typeLines } from "./generators-sources.ts";
import { makeTable } from "./generators-tables.ts";
import { type FieldType, people, rowPlace, SEAT, type World } from "./generators-world.ts";

/** A plan as text, and rows by source; the first row is the heading. */
export interface Generated {
  readonly plan: string;
  readonly data: Readonly<Record<string, readonly (readonly (string | null)[])[]>>;
}

/** The same plan under other names, with its declarations or its rows in another order. */
export interface Variation {
  readonly names?: number;
  readonly order?: number;
  readonly rows?: number;
}

export function generate(seed: number, { names, order, rows }: Variation = {}): Generated {
  const w = makeWorld(new Draw(seed));
  const text = planText(w, order === undefined ? undefined : new Draw(order));
  const called = w.names.drawn(new Draw(names ?? seed));
  const nameOf = (name: string): string => called.get(name) ?? name;
  const data = w.sources.map((source) => {
    const drawn = rowsOf(w, source);
    const body = rows === undefined ? drawn : new Draw(rows).shuffled(drawn);
    return [nameOf(source.name), [source.fields.map(({ name }) => nameOf(name)), ...body]];
  });
  return { plan: renamed(text, called), data: Object.fromEntries(data) as Generated["data"] };
}

function makeWorld(draw: Draw): World {
  const currency = draw.weighted([
    [6, "USD"],
    [2, "EUR"],
    [1, "JPY"],
    [1, "KWD"],
  ]);
  const start = {
    draw,
    names: new Names(),
    currency,
    types: new Map(),
    ...makeTime(draw),
  };
  return {
    ...start,
    expressions: { number, condition, date },
    sources: makeSources(start),
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

type Time = Pick<World, "calendar" | "pays" | "from" | "until">;

function makeTime(draw: Draw): Time {
  const pays = draw.weighted<PeriodKind>([
    [4, "Month"],
    [5, "Quarter"],
    [1, "Half"],
    [1, "Year"],
    [1, "Week"],
    [1, "Cycle"],
  ]);
  const starts = draw.weighted<Partial<Calendar>>([
    [6, {}],
    [2, { yearStarts: { month: 2 }, namedBy: "start" }],
    [
      1,
      { yearStarts: { weekday: 6, which: "nearest", month: 2, weeks: "4-4-5" }, namedBy: "start" },
    ],
  ]);
  const straddlingBy = draw.pick(["first day", "last day"] as const);
  const weeks: Partial<Calendar> =
    pays === "Week" || pays === "Cycle"
      ? { straddlingBy, cycle: { days: 14, from: "2026-01-05" } }
      : {};
  return { calendar: { ...CALENDAR_YEAR, ...starts, ...weeks }, pays, ...termOf(draw, pays) };
}

/** Long enough for several periods, short enough to be paid quickly; not always whole periods. */
function termOf(draw: Draw, pays: PeriodKind): Pick<Time, "from" | "until"> {
  if (pays === "Week") return { from: "2026-03-16", until: "2026-04-19" };
  if (pays === "Cycle") return { from: "2026-02-20", until: "2026-05-10" };
  if (draw.chance(10)) return { from: "2026-02-15", until: "2026-10-10" };
  return pays === "Month"
    ? { from: "2026-01-01", until: "2026-07-31" }
    : { from: "2026-01-01", until: "2026-12-31" };
}

function calendarLines({ calendar: { yearStarts, straddlingBy, cycle } }: World): string[] {
  const phrases = [
    ...("which" in yearStarts
      ? ["starts on the Sunday nearest February in weeks 4-4-5", "named by its start"]
      : yearStarts.month === 2
        ? ["starts February", "named by its start"]
        : []),
    ...(straddlingBy === undefined ? [] : [`weeks belong to the month of their ${straddlingBy}`]),
    ...(cycle === undefined ? [] : [`cycles of ${cycle.days} Days from ${cycle.from}`]),
  ];
  return phrases.length === 0 ? [] : [`calendar ${phrases.join(", ")}`];
}

// ── The plan ────────────────────────────────────────────────────────────────────────────────────────────────────

function planText(w: World, order: Draw | undefined): string {
  const { draw } = w;
  for (let i = draw.int(0, 3); i > 0; i -= 1) makeParameter(w);
  for (let i = draw.int(1, 3); i > 0; i -= 1) makeCredit(w);
  for (let i = draw.int(2, 7); i > 0; i -= 1) (draw.chance(40) ? makeMeasure : makeTable)(w);
  for (let i = draw.int(1, 4); i > 0; i -= 1) makeComponent(w);
  if (draw.chance(15)) makePaid(w);
  if (draw.chance(15)) makeSegmented(w);
  if (draw.chance(50)) makePayout(w);
  const { shared, own } = sharing(w);
  const arranged = (members: readonly string[]): readonly string[] =>
    order === undefined ? members : order.shuffled(members);
  const plan = `${draw.chance(20) ? "/// Its */ terms.\n" : ""}plan ${w.names.take("plan")}${label(w)}`;
  return [
    ...calendarLines(w),
    `unit ${SEAT} to 2 places`,
    ...typeLines(w),
    ...w.sources.map((source) => sourceText(w, source)),
    ...arranged(shared),
    [plan, ...headingLines(w)].join("\n"),
    ...arranged(own),
  ]
    .join("\n\n")
    .concat("\n");
}

/** Some of the first declarations are shared by all plans: what they name stands above them. */
function sharing({ draw, members }: World): { shared: string[]; own: string[] } {
  const count = draw.chance(20)
    ? draw.int(
        1,
        members.findIndex((text) => /^ {2}(?:component|payout)/.test(text)),
      )
    : 0;
  const shared = members.slice(0, count).map((text) => `shared ${text.trimStart()}`);
  return { shared, own: members.slice(count) };
}

function headingLines(w: World): string[] {
  const where = w.draw.chance(20) ? ` where ${condition(w, rowPlace(w, people(w)), 1)}` : "";
  return [
    `  for    ${people(w).name}${where}`,
    `  during ${w.from} to ${w.until}`,
    `  pays   each ${w.pays} in ${w.currency}`,
  ];
}

/** A named value, the same for everybody; some change on a day. */
function makeParameter(w: World): void {
  const { draw, currency: unit } = w;
  const type = draw.weighted<FieldType>([
    [3, { kind: "number", unit: "ratio" }],
    [3, { kind: "number", unit }],
    [1, { kind: "number", unit, per: w.pays }],
    [1, { kind: "number", unit: "count" }],
    [1, { kind: "date" }],
    [1, { kind: "yes or no" }],
  ]);
  const value = (): string =>
    type.kind === "number"
      ? `${literal(w, type.unit)}${perText(type)}`
      : (otherLiteral(w, type) ?? "yes");
  const days = [...new Set(draw.list(1, 2, () => dayOf(w)))].sort();
  const changes = draw.chance(30) ? days : [];
  const name = w.names.take("parameter");
  w.members.push(
    [
      `  parameter ${name}${label(w)} means ${value()}`,
      ...changes.map((day) => `    from ${day} means ${value()}`),
    ].join("\n"),
  );
  w.parameters.push({ name, type, changes: changes.length > 0 });
}
