// Rows for generated plans: within the promises of their sources, and as awkward as these allow.
import { addDays, minorUnits, parsePeriod, type PlainDate, periodsBetween } from "@attain/runtime";
import { digitsOf, edgeDays, percentOf } from "./generators-literals.ts";
import { type Field, isMoney, isPerson, type Source, type World } from "./generators-world.ts";

type Cell = string | null;
type Told = ReadonlyMap<Field | undefined, Cell>;

/** Who is paid: some of them by hardly different names. */
const PEOPLE = ["ada", "bob", "Ada", "zoë"];
const ACCOUNTS = ["ACME", "Umbrella"];

/** The rows of a source, in any order. */
export function rowsOf(w: World, of: Source): Cell[][] {
  return w.draw.shuffled(makers[of.role](w, of).map((told) => row(w, of, told)));
}

/** What is told of the rows of a source; the other cells are drawn. */
const makers: Readonly<Record<Source["role"], (w: World, of: Source) => Told[]>> = {
  people: (w, of) => keyed(of, payees(w)),
  accounts: (_, of) => keyed(of, ACCOUNTS),
  prices: (w, of) =>
    keyed(
      of,
      membersOf(of.fields[0]).filter(() => w.draw.chance(95)),
    ),
  deals,
  quotas,
  timeline,
};

function payees(w: World): string[] {
  return PEOPLE.slice(0, 1 + (w.marks.size % PEOPLE.length));
}

function keyed({ fields: [key] }: Source, values: readonly string[]): Told[] {
  return values.map((value) => new Map([[key, value]]));
}

function membersOf(field: Field | undefined): readonly string[] {
  return field?.type.kind === "enum" ? field.type.members : [];
}

/** None, few or many; with two keys, some share the first of them. */
function deals(w: World, { fields: [first, second] }: Source): Told[] {
  const count = w.draw.weighted([
    [1, 0],
    [2, 3],
    [6, 14],
    [2, 30],
  ]);
  const isPair = second?.key === true;
  return Array.from({ length: count }, (_, i) =>
    isPair
      ? new Map([
          [first, `D-${Math.floor(i / 2)}`],
          [second, String(i)],
        ])
      : new Map([[first, `D-${i}`]]),
  );
}

/** One for each person, period and value of a list; now and then one is missing. */
function quotas(w: World, { fields: [person, period, list] }: Source): Told[] {
  if (period?.type.kind !== "period") return [];
  const start = parsePeriod(w.calendar, w.from)?.start ?? w.from;
  const periods = periodsBetween(w.calendar, period.type.period, start, w.until);
  const members = list?.key === true ? membersOf(list) : [null];
  const gaps = w.draw.chance(25) ? 20 : 0;
  return payees(w)
    .flatMap((who) =>
      periods.flatMap(({ name }) =>
        members.map(
          (value) =>
            new Map<Field | undefined, Cell>([
              [person, who],
              [period, name],
              ...(value === null ? [] : [[list, value] as const]),
            ]),
        ),
      ),
    )
    .filter(() => !w.draw.chance(gaps));
}

/** Rows that follow each other day by day; now and then there is a gap. */
function timeline(w: World, { fields: [person, from, until] }: Source): Told[] {
  const hasGaps = w.draw.chance(15);
  return payees(w).flatMap((who) => {
    const changes = new Set(w.draw.some(edgeDays(w), 0, 2));
    const starts: PlainDate[] = ["2000-01-01", ...changes];
    starts.sort();
    return starts.map((start, i) => {
      const next = starts[i + 1];
      const isGap = hasGaps && next !== undefined && next > addDays(start, 9);
      const last = next === undefined ? null : addDays(next, isGap ? -3 : -1);
      return new Map<Field | undefined, Cell>([
        [person, who],
        [from, start],
        [until, last],
      ]);
    });
  });
}

// ── Cells ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A row in which some cells are told, and the others are drawn. */
function row(w: World, of: Source, told: Told): Cell[] {
  const cells = new Map<Field, Cell>();
  const put = (field: Field): Cell => {
    const known = cells.get(field) ?? told.get(field);
    if (known !== undefined) return known;
    const asked = of.fields.find(({ name }) => name === field.promise?.field);
    const other = asked === undefined ? null : put(asked);
    const isPromised =
      other !== null && (field.promise?.member === undefined || other === field.promise.member);
    const isMissing = field.optional === true && !isPromised && w.draw.chance(50);
    const cell = isMissing ? null : cellOf(w, field);
    cells.set(field, cell);
    return cell;
  };
  return of.fields.map(put);
}

function cellOf(w: World, field: Field): Cell {
  const { draw } = w;
  const { type } = field;
  switch (type.kind) {
    case "number":
      return numberCell(w, field);
    case "date":
      return dateCell(w);
    case "text":
      return draw.pick(["red", "blue", 'a "b"', "_", "*/"]);
    case "yes or no":
      return draw.pick(["yes", "no"]);
    case "enum":
      return draw.pick(type.members);
    case "period":
      return draw.pick(periodsBetween(w.calendar, type.period, w.from, w.until)).name;
    case "row":
      return draw.pick(isPerson(w, type) ? payees(w) : ACCOUNTS);
  }
}

/** A day in the term, on an edge of a period as often as not, and outside of the term now and then. */
function dateCell(w: World): string {
  const { draw, from } = w;
  return draw.chance(55)
    ? addDays(draw.pick(edgeDays(w)), draw.pick([0, 0, 0, -1, 1]))
    : addDays(from, draw.int(-20, 380));
}

/** Near to an amount that the plan names, of one cent, of nothing, huge, or anything. */
function numberCell(w: World, { type, promise }: Field): string {
  if (type.kind !== "number") return "0";
  const { unit, least, percent } = type;
  if (unit === "ratio") return ratioCell(w, percent === true, promise !== undefined, least);
  const base = unit.split(" ")[0] ?? unit;
  const places = type.places ?? (unit === "count" ? 0 : isMoney(base) ? minorUnits(base) : 2);
  const step = 10 ** -places;
  const marks = w.marks.get(base) ?? [];
  const drawn = w.draw.weighted<() => string>([
    [
      marks.length > 0 ? 5 : 0,
      () => (Number(w.draw.pick(marks)) + w.draw.pick([0, 0, -1, 1]) * step).toFixed(places),
    ],
    [5, () => digitsOf(w.draw, base)],
    [1, () => "0"],
    [1, () => step.toFixed(places)],
  ])();
  const digits = drawn.replace("-", "");
  if (least === "above" && Number(digits) === 0) return step.toFixed(places);
  return least === undefined && w.draw.chance(25) ? `-${digits}` : digits;
}

/** Shares of a deal lie from nothing to all of it, but for a few. */
function ratioCell(
  w: World,
  isPercent: boolean,
  isShare: boolean,
  least: string | undefined,
): string {
  const share = w.draw.chance(1) ? "130" : w.draw.pick(["0", "50", "33.333", "100", "12.5"]);
  const sign = least === undefined && w.draw.chance(15) ? "-" : "";
  return `${sign}${isShare ? share : percentOf(w.draw)}${isPercent ? "" : "%"}`;
}
