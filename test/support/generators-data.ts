// Rows for generated plans: within the promises of their sources, and as awkward as these allow.
import { addDays, minorUnits, parsePeriod, type PlainDate, periodsBetween } from "@attain/runtime";
import { digitsOf, edgeDays, percentOf } from "./generators-literals.ts";
import { isOpen } from "./generators-open.ts";
import { type Field, isMoney, type Source, type World } from "./generators-world.ts";

type Cell = string | null;

/** Who is paid: some of them by hardly different names. */
const PEOPLE = ["ada", "bob", "Ada", "zoë"];

/** The rows of a source; the first is the heading. They come in any order. */
export function rowsOf(w: World, of: Source): Cell[][] {
  const heading = of.fields.map(({ name }) => name);
  const rows = MAKERS[of.role](w, of);
  return [heading, ...w.draw.shuffled(rows)];
}

const MAKERS: Readonly<Record<Source["role"], (w: World, of: Source) => Cell[][]>> = {
  people: (w, of) => keyed(w, of, people(w)),
  accounts: (w, of) => keyed(w, of, ["ACME", "Umbrella"]),
  deals,
  quotas,
  timeline,
  prices: (w, of) =>
    keyed(
      w,
      of,
      firstMembers(of).filter(() => w.draw.chance(95)),
    ),
};

function people(w: World): string[] {
  return PEOPLE.slice(0, 1 + (w.marks.size % PEOPLE.length));
}

function keyed(w: World, of: Source, keys: readonly string[]): Cell[][] {
  const [first] = of.fields;
  return keys.map((key) => row(w, of, first === undefined ? {} : { [first.name]: key }));
}

function firstMembers({ fields }: Source): readonly string[] {
  const [first] = fields;
  return first?.type.kind === "enum" ? first.type.members : [];
}

/** None, few or many; with two keys, some share the first of them. */
function deals(w: World, of: Source): Cell[][] {
  const count = w.draw.weighted([
    [1, 0],
    [2, 3],
    [6, 14],
    [2, 30],
  ]);
  const [first, second] = of.fields;
  const isPair = second?.key === true;
  return Array.from({ length: count }, (_, i) => {
    const key = isPair ? `D-${Math.floor(i / 2)}` : `D-${i}`;
    return row(w, of, {
      ...(first === undefined ? {} : { [first.name]: key }),
      ...(isPair ? { [second.name]: String(i) } : {}),
    });
  });
}

/** One for each person, period and value of a list; now and then one is missing. */
function quotas(w: World, of: Source): Cell[][] {
  const [person, period, list] = of.fields;
  if (person === undefined || period?.type.kind !== "period") return [];
  const first = parsePeriod(w.calendar, w.from);
  const kinds = periodsBetween(w.calendar, period.type.period, first?.start ?? w.from, w.until);
  const members = list?.key === true && list.type.kind === "enum" ? list.type.members : [undefined];
  const gaps = w.draw.chance(25) ? 20 : 0;
  return people(w).flatMap((who) =>
    kinds.flatMap(({ name }) =>
      members
        .filter(() => !w.draw.chance(gaps))
        .map((member) =>
          row(w, of, {
            [person.name]: who,
            [period.name]: name,
            ...(member === undefined || list === undefined ? {} : { [list.name]: member }),
          }),
        ),
    ),
  );
}

/** Rows that follow each other day by day; now and then there is a gap. */
function timeline(w: World, of: Source): Cell[][] {
  const [person] = of.fields;
  const { validity } = of;
  if (person === undefined || validity === undefined) return [];
  const gaps = w.draw.chance(15);
  return people(w).flatMap((who) => {
    const inside = edgeDays(w.calendar, w).filter((day) => day > "2020-01-01");
    const starts: PlainDate[] = ["2000-01-01", ...new Set(w.draw.some(inside, 0, 2))];
    starts.sort();
    return starts.map((from, i) => {
      const next = starts[i + 1];
      const last =
        next === undefined ? null : addDays(next, gaps && next > addDays(from, 9) ? -3 : -1);
      return row(w, of, { [person.name]: who, [validity.from]: from, [validity.until]: last });
    });
  });
}

// ── Cells ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A row in which some cells are told, and the others are drawn. */
function row(w: World, of: Source, told: Readonly<Record<string, Cell>>): Cell[] {
  const cells = new Map<string, Cell>();
  const put = (field: Field): Cell => {
    const known = cells.get(field.name);
    if (known !== undefined) return known;
    const asked = of.fields.find(({ name }) => name === field.promise?.field);
    const other = asked === undefined ? null : put(asked);
    const isPromised =
      asked !== undefined &&
      (field.promise?.member === undefined ? other !== null : other === field.promise.member);
    const isMissing = field.optional === true && !isPromised && w.draw.chance(50);
    const cell = Object.hasOwn(told, field.name)
      ? (told[field.name] ?? null)
      : isMissing
        ? null
        : cellOf(w, of, field);
    cells.set(field.name, cell);
    return cell;
  };
  return of.fields.map(put);
}

function cellOf(w: World, of: Source, field: Field): Cell {
  const { draw } = w;
  const { type } = field;
  switch (type.kind) {
    case "number":
      return numberCell(w, field);
    case "date":
      return dateCell(w);
    case "text":
      return draw.pick(["red", "blue", 'a "b"', "_"]);
    case "yes or no":
      return draw.pick(["yes", "no"]);
    case "enum":
      return draw.pick(type.members);
    case "period":
      return draw.pick(periodsBetween(w.calendar, type.period, w.from, w.until)).name;
    case "row":
      return type.source === w.people.name
        ? draw.pick(people(w))
        : draw.pick(of.role === "deals" ? ["ACME", "Umbrella"] : people(w));
  }
}

/** A day in the term, on an edge of a period as often as not, and outside of the term now and then. */
function dateCell(w: World): string {
  const { draw } = w;
  const edge = addDays(draw.pick(edgeDays(w.calendar, w)), draw.pick([0, 0, 0, -1, 1]));
  const day = draw.chance(55) ? edge : addDays(w.from, draw.int(-20, 380));
  return day < w.from && isOpen("days-before-the-term") ? w.from : day;
}

/** Near to an amount that the plan names, of one cent, of nothing, huge, or anything. */
function numberCell(w: World, { type, promise }: Field): string {
  if (type.kind !== "number") return "0";
  const { unit, least, percent } = type;
  if (unit === "ratio") return ratioCell(w, percent === true, promise !== undefined, least);
  const places = type.places ?? placesOf(unit);
  const marks = w.marks.get(unit.split(" ")[0] ?? unit) ?? [];
  const step = places === 0 ? 1 : 10 ** -places;
  const drawn = w.draw.weighted<() => string>([
    [marks.length > 0 ? 5 : 0, () => nudged(w, marks, step, places)],
    [5, () => digitsOf(w.draw, unit)],
    [1, () => "0"],
    [1, () => step.toFixed(places)],
  ])();
  const digits = Number(drawn) === 0 && least === "above 0" ? step.toFixed(places) : drawn;
  return least === undefined && w.draw.chance(25) && !digits.startsWith("-")
    ? `-${digits}`
    : withoutSign(digits, least !== undefined);
}

function withoutSign(digits: string, mustBe: boolean): string {
  return mustBe ? digits.replace("-", "") : digits;
}

/** An amount of the plan, or one step beside it. */
function nudged(w: World, marks: readonly string[], step: number, places: number): string {
  const at = Number(w.draw.pick(marks));
  return (at + w.draw.pick([0, 0, -1, 1]) * step).toFixed(places);
}

function placesOf(unit: string): number {
  if (unit === "count") return 0;
  return isMoney(unit) ? minorUnits(unit) : 2;
}

/** Shares of a deal lie from nothing to all of it, but for a few. */
function ratioCell(
  w: World,
  isPercent: boolean,
  isShare: boolean,
  least: string | undefined,
): string {
  const isFaulty = w.draw.chance(1);
  const share = w.draw.pick(["0", "50", "33.333", "100", "12.5", isFaulty ? "130" : "66.67"]);
  const drawn = isShare ? share : percentOf(w.draw);
  const sign = least === undefined && w.draw.chance(15) ? "-" : "";
  const text = `${sign}${drawn}`;
  return isPercent ? text : `${text}%`;
}
