// Sources of generated plans: people, deals, what they refer to, and what is read by key, period or day.
import { PERIOD_KINDS, type PeriodKind } from "@attain/runtime";
import type { Draw } from "./generators-draw.ts";
import { written } from "./generators-names.ts";
import { member } from "./generators-literals.ts";
import { type Field, type FieldType, SEAT, type Source, type World } from "./generators-world.ts";

type Start = Pick<World, "draw" | "names" | "pays" | "currency" | "types">;

const LISTS: readonly (readonly string[])[] = [
  ["Platform", "AddOn"],
  ["Won", "Lost", "Open"],
  ["EMEA", "APAC", "LatAm", "Rest of World"],
  ["A", "B"],
  ["toString", "constructor", "x y"],
];

export function makeSources(w: Start): Source[] {
  const people = peopleSource(w);
  const accounts = w.draw.maybe(40, () => accountsSource(w, people));
  const deals = w.draw.list(1, 2, () => dealsSource(w, people, accounts[0]));
  const quotas = w.draw.list(1, 2, () => quotasSource(w, people));
  const timeline = w.draw.maybe(50, () => timelineSource(w, people));
  const prices = w.draw.maybe(40, () => pricesSource(w));
  return [people, ...accounts, ...deals, ...quotas, ...timeline, ...prices];
}

function peopleSource(w: Start): Source {
  const { draw, names } = w;
  const name = names.reserve(draw.pick(["Reps", "People", "Staff"]));
  const key: Field = { name: names.reserve("id"), type: { kind: "text" }, key: true };
  const manager: Field = {
    name: names.reserve("manager"),
    type: { kind: "row", source: name },
    optional: true,
  };
  const extra = draw.list(1, 4, () => extraField(w, PEOPLE_TYPES));
  return { name, people: true, role: "people", fields: [key, manager, ...extra] };
}

/** Referred to by deals; it refers to people. */
function accountsSource(w: Start, people: Source): Source {
  const { names } = w;
  const owner: Field = { name: names.reserve("owner"), type: { kind: "row", source: people.name } };
  const key: Field = { name: names.reserve("code"), type: { kind: "text" }, key: true };
  const extra = w.draw.list(1, 2, () => extraField(w, ROW_TYPES));
  return { name: names.take("source"), role: "accounts", fields: [key, owner, ...extra] };
}

function dealsSource(w: Start, people: Source, accounts: Source | undefined): Source {
  const { draw, names } = w;
  const person = { kind: "row", source: people.name } as const;
  const rep: Field = { name: names.take("field"), type: person };
  const partner: Field = { name: names.take("field"), type: person, optional: true };
  const share: Field = {
    name: names.take("field"),
    type: {
      kind: "number",
      unit: "ratio",
      least: "at least 0",
      ...(draw.chance(30) ? { percent: true as const } : {}),
    },
    optional: true,
    promise: { field: partner.name },
  };
  const stage: Field = { name: names.take("field"), type: listType(w) };
  const account =
    accounts === undefined
      ? []
      : [{ name: names.take("field"), type: { kind: "row", source: accounts.name } as const }];
  return {
    name: names.take("source"),
    role: "deals",
    fields: [
      ...keyOfDeals(w),
      rep,
      ...(draw.chance(60) ? [partner, share] : []),
      stage,
      {
        name: names.take("field"),
        type: moneyType(
          w,
          draw.weighted([
            [6, "at least 0"],
            [1, "above 0"],
            [3, undefined],
          ] as const),
        ),
      },
      ...draw.list(1, 4, () => extraField(w, ROW_TYPES)),
      ...account,
      closedField(w, stage),
    ],
  };
}

/** One key, or two that tell rows apart together. */
function keyOfDeals({ draw, names }: Start): Field[] {
  const number: Field = { name: names.take("field"), type: { kind: "text" }, key: true };
  const line: Field = {
    name: names.take("field"),
    type: { kind: "number", unit: "count" },
    key: true,
  };
  return draw.chance(25) ? [number, line] : [number];
}

/** A date that is there, or that is promised for rows of one stage. */
function closedField({ draw, names }: Start, stage: Field): Field {
  const name = names.take("field");
  const members = stage.type.kind === "enum" ? stage.type.members : [];
  if (draw.chance(60)) return { name, type: { kind: "date" } };
  return {
    name,
    type: { kind: "date" },
    optional: true,
    promise: { field: stage.name, member: draw.pick(members) },
  };
}

/** Keyed by person and period, and sometimes by a list. */
function quotasSource(w: Start, people: Source): Source {
  const { draw, names, pays } = w;
  const coarser = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(pays)).filter((kind) => kind !== "Day");
  const period = draw.chance(70) ? pays : draw.pick(coarser);
  const least = draw.pick(["at least 0", "above 0"] as const);
  return {
    name: names.take("source"),
    role: "quotas",
    fields: [
      { name: names.take("field"), type: { kind: "row", source: people.name }, key: true },
      { name: names.take("field"), type: { kind: "period", period }, key: true },
      ...draw.maybe(25, (): Field => ({ name: names.take("field"), type: listType(w), key: true })),
      { name: names.take("field"), type: { ...moneyType(w, least), per: period } },
      { name: names.take("field"), type: { kind: "number", unit: "ratio" } },
      ...draw.list(0, 2, () => extraField(w, ROW_TYPES)),
    ],
  };
}

/** Rows that are valid on some days. */
function timelineSource(w: Start, people: Source): Source {
  const { names, draw } = w;
  const [from, until] = [names.take("field"), names.take("field")];
  const perYear: PeriodKind = "Year";
  return {
    name: names.take("source"),
    role: "timeline",
    validity: { from, until },
    fields: [
      { name: names.take("field"), type: { kind: "row", source: people.name }, key: true },
      { name: from, type: { kind: "date" } },
      { name: until, type: { kind: "date" }, optional: true },
      {
        name: names.take("field"),
        type: { ...moneyType(w, "at least 0"), ...(draw.chance(50) ? { per: perYear } : {}) },
      },
      ...draw.list(1, 2, () => extraField(w, ROW_TYPES)),
    ],
  };
}

/** Read by the value of a list. */
function pricesSource(w: Start): Source {
  const { names } = w;
  return {
    name: names.take("source"),
    role: "prices",
    fields: [
      { name: names.take("field"), type: listType(w), key: true },
      ...w.draw.list(1, 3, () => extraField(w, ROW_TYPES)),
    ],
  };
}

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────

type TypeMaker = (w: Start) => FieldType;

function moneyType(
  { currency }: Pick<Start, "currency">,
  least?: "at least 0" | "above 0",
): Extract<FieldType, { kind: "number" }> {
  return { kind: "number", unit: currency, ...(least === undefined ? {} : { least }) };
}

/** A list of values, under a name of its own or without one. */
function listType({ draw, types }: Pick<Start, "draw" | "types">): FieldType {
  const members = draw.pick(LISTS);
  const name = `List${LISTS.indexOf(members)}`;
  if (draw.chance(50)) return { kind: "enum", members };
  types.set(name, members);
  return { kind: "enum", members, name };
}

const number =
  (unit: string, more: Partial<Extract<FieldType, { kind: "number" }>> = {}): TypeMaker =>
  () => ({ kind: "number", unit, ...more });

const ROW_TYPES: readonly (readonly [number, TypeMaker])[] = [
  [3, (w) => moneyType(w, w.draw.pick([undefined, "at least 0"]))],
  [2, number("ratio")],
  [1, number("ratio", { percent: true, least: "at least 0" })],
  [2, number("count", { least: "at least 0" })],
  [2, number(SEAT, { least: "at least 0" })],
  [1, number("number", { places: 4 })],
  [1, ({ currency }) => ({ kind: "number", unit: `${currency} per ${SEAT}`, least: "above 0" })],
  [2, (w) => listType(w)],
  [1, () => ({ kind: "yes or no" })],
  [1, () => ({ kind: "text" })],
  [1, () => ({ kind: "date" })],
];

const PEOPLE_TYPES: readonly (readonly [number, TypeMaker])[] = [
  ...ROW_TYPES,
  [2, (w) => ({ ...moneyType(w, "above 0"), per: "Year" })],
  [2, (w) => ({ ...moneyType(w), per: w.pays })],
];

function extraField(w: Start, types: readonly (readonly [number, TypeMaker])[]): Field {
  const make = w.draw.weighted(types);
  const optional = w.draw.chance(20);
  return { name: w.names.take("field"), type: make(w), ...(optional ? { optional } : {}) };
}

// ── Text ────────────────────────────────────────────────────────────────────────────────────────────────────────

export function sourceText({ draw, sources }: Pick<World, "draw" | "sources">, of: Source): string {
  const valid =
    of.validity === undefined
      ? []
      : [`  valid from ${written(of.validity.from)} until ${written(of.validity.until)}`];
  const bounded = of.fields.find(
    ({ type, optional }) => type.kind === "number" && type.unit.length === 3 && optional !== true,
  );
  const check = bounded === undefined || !draw.chance(20) ? [] : [checkText(bounded)];
  return [
    `${of.people === true ? "people" : "source"} ${written(of.name)}`,
    ...of.fields.map((field) => `  ${fieldText(sources, of, field)}`),
    ...valid,
    ...check,
  ].join("\n");
}

function checkText({ name, type }: Field): string {
  const unit = type.kind === "number" ? type.unit : "";
  const per = type.kind === "number" && type.per !== undefined ? ` per ${type.per}` : "";
  return `  check ${written(name)} <= 100,000,000,000,000 ${unit}${per} "too much"`;
}

function fieldText(_sources: readonly Source[], of: Source, field: Field): string {
  const { name, type, key, optional, promise } = field;
  const asked = of.fields.find((other) => other.name === promise?.field);
  return [
    `${written(name)} : ${typeText(type)}${optional === true ? "?" : ""}`,
    ...(key === true ? ["key"] : []),
    ...limitText(type),
    ...(promise === undefined || asked === undefined ? [] : [promiseText(promise, asked)]),
  ].join(" ");
}

function promiseText({ member: value }: NonNullable<Field["promise"]>, asked: Field): string {
  const name = written(asked.name);
  return `present when ${value === undefined ? `${name} is present` : `${name} is ${member(value)}`}`;
}

function limitText(type: FieldType): string[] {
  if (type.kind !== "number") return [];
  const { unit, least, places, percent } = type;
  const zero = unit === "ratio" ? "0%" : unit === "count" || unit === "number" ? "0" : `0 ${unit}`;
  return [
    ...(places === undefined ? [] : [`to ${places} places`]),
    ...(percent === true ? ["in percent"] : []),
    ...(least === undefined ? [] : [`${least === "above 0" ? "above" : "at least"} ${zero}`]),
  ];
}

const TYPE_WORDS = { ratio: "Ratio", count: "Count", number: "Number" } as const;

function typeText(type: FieldType): string {
  switch (type.kind) {
    case "number":
      return `${TYPE_WORDS[type.unit as keyof typeof TYPE_WORDS] ?? type.unit}${type.per === undefined ? "" : ` per ${type.per}`}`;
    case "date":
      return "Date";
    case "text":
      return "Text";
    case "yes or no":
      return "YesNo";
    case "enum":
      return type.name ?? `one of ${type.members.map(member).join(", ")}`;
    case "period":
      return type.period;
    case "row":
      return written(type.source);
  }
}

/** `type` lines, for lists with a name. */
export function typeLines(types: ReadonlyMap<string, readonly string[]>, draw: Draw): string[] {
  return draw
    .shuffled([...types])
    .map(([name, members]) => `type ${name} is one of ${members.map(member).join(", ")}`);
}
