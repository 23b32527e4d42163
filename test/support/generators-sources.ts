// Sources of generated plans: people, deals, what they refer to, and what is read by key, period or day.
import { PERIOD_KINDS } from "@attain/runtime";
import { label, member, withUnit } from "./generators-literals.ts";
import {
  type Field,
  type FieldType,
  isMoney,
  type NumberType,
  SEAT,
  type Source,
  type World,
} from "./generators-world.ts";

type Start = Pick<World, "draw" | "names" | "pays" | "currency" | "types">;

export function makeSources(w: Start): Source[] {
  const people = peopleSource(w);
  const accounts = w.draw.maybe(40, () => accountsSource(w, people));
  return [
    people,
    ...accounts,
    ...w.draw.list(1, 2, () => dealsSource(w, people, accounts[0])),
    ...w.draw.list(1, 2, () => quotasSource(w, people)),
    ...w.draw.maybe(50, () => timelineSource(w, people)),
    ...w.draw.maybe(40, () => pricesSource(w)),
  ];
}

function peopleSource(w: Start): Source {
  const name = w.names.take("source");
  return {
    name,
    role: "people",
    fields: [
      { name: "id", type: { kind: "text" }, key: true },
      { name: "manager", type: { kind: "row", source: name }, optional: true },
      ...extraFields(w, 4, true),
    ],
  };
}

/** Referred to by deals; it refers to people. */
function accountsSource(w: Start, people: Source): Source {
  return {
    name: w.names.take("source"),
    role: "accounts",
    fields: [
      { name: "code", type: { kind: "text" }, key: true },
      { name: "owner", type: { kind: "row", source: people.name } },
      ...extraFields(w, 2),
    ],
  };
}

function dealsSource(w: Start, people: Source, accounts: Source | undefined): Source {
  const { draw, names } = w;
  const field = (type: FieldType, more: Partial<Field> = {}): Field => ({
    name: names.take("field"),
    type,
    ...more,
  });
  const person = { kind: "row", source: people.name } as const;
  const partner = field(person, { optional: true });
  const percent = draw.chance(30) ? { percent: true as const } : {};
  const share = field(
    { kind: "number", unit: "ratio", least: "at least", ...percent },
    { optional: true, promise: { field: partner.name } },
  );
  const members = draw.pick(LISTS);
  const stage = field(listType(w, members));
  const promise = { field: stage.name, member: draw.pick(members) };
  const least = draw.weighted<NumberType["least"]>([
    [6, "at least"],
    [1, "above"],
    [3, undefined],
  ]);
  return {
    name: names.take("source"),
    role: "deals",
    fields: [
      field({ kind: "text" }, { key: true }),
      ...draw.maybe(25, () => field({ kind: "number", unit: "count" }, { key: true })),
      field(person),
      ...(draw.chance(60) ? [partner, share] : []),
      stage,
      field(moneyType(w, least)),
      ...extraFields(w, 4),
      ...(accounts === undefined ? [] : [field({ kind: "row", source: accounts.name })]),
      field({ kind: "date" }, draw.chance(60) ? {} : { optional: true, promise }),
    ],
  };
}

/** Keyed by person and period, and sometimes by a list. */
function quotasSource(w: Start, people: Source): Source {
  const { draw, names, pays } = w;
  const longer = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(pays));
  const period = draw.chance(70) ? pays : draw.pick(longer);
  const key = (type: FieldType): Field => ({ name: names.take("field"), type, key: true });
  return {
    name: names.take("source"),
    role: "quotas",
    fields: [
      key({ kind: "row", source: people.name }),
      key({ kind: "period", period }),
      ...draw.maybe(25, () => key(listType(w))),
      {
        name: names.take("field"),
        type: { ...moneyType(w, draw.pick(["at least", "above"])), per: period },
      },
      ...extraFields(w, 3),
    ],
  };
}

/** Rows that are valid on some days. */
function timelineSource(w: Start, people: Source): Source {
  const { names, draw } = w;
  const [from, until] = [names.take("field"), names.take("field")];
  const per = draw.chance(50) ? { per: "Year" as const } : {};
  return {
    name: names.take("source"),
    role: "timeline",
    validity: { from, until },
    fields: [
      { name: names.take("field"), type: { kind: "row", source: people.name }, key: true },
      { name: from, type: { kind: "date" } },
      { name: until, type: { kind: "date" }, optional: true },
      { name: names.take("field"), type: { ...moneyType(w, "at least"), ...per } },
      ...extraFields(w, 2),
    ],
  };
}

/** Read by the value of a list. */
function pricesSource(w: Start): Source {
  return {
    name: w.names.take("source"),
    role: "prices",
    fields: [{ name: w.names.take("field"), type: listType(w), key: true }, ...extraFields(w, 3)],
  };
}

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────

const LISTS: readonly (readonly string[])[] = [
  ["Platform", "AddOn"],
  ["Won", "Lost", "Open"],
  ["EMEA", "APAC", "LatAm", "Rest of World"],
  ["A", "B"],
  ["toString", "constructor", "x y"],
];

/** A list of values, under a name of its own or without one. */
function listType({ draw, types }: Start, members = draw.pick(LISTS)): FieldType {
  if (draw.chance(50)) return { kind: "enum", members };
  const name = `List${LISTS.indexOf(members)}`;
  types.set(name, members);
  return { kind: "enum", members, name };
}

function moneyType({ currency }: Start, least?: NumberType["least"]): NumberType {
  return { kind: "number", unit: currency, ...(least === undefined ? {} : { least }) };
}

/** At least one, at most so many fields of any type, some of them optional. */
function extraFields(w: Start, most: number, ofPeople = false): Field[] {
  return w.draw.list(1, most, () => {
    const type = anyType(w, ofPeople);
    const name = w.names.take("field");
    return w.draw.chance(20) ? { name, type, optional: true } : { name, type };
  });
}

function anyType(w: Start, ofPeople: boolean): FieldType {
  const least = w.draw.pick([undefined, "at least"] as const);
  return w.draw.weighted<() => FieldType>([
    [3, () => moneyType(w, least)],
    [2, () => number("ratio")],
    [1, () => number("ratio", { percent: true, least: "at least" })],
    [2, () => number("count", { least: "at least" })],
    [2, () => number(SEAT, { least: "at least" })],
    [1, () => number("number", { places: 4 })],
    [1, () => number(`${w.currency} per ${SEAT}`, { least: "above" })],
    [2, () => listType(w)],
    [1, () => ({ kind: "yes or no" })],
    [1, () => ({ kind: "text" })],
    [1, () => ({ kind: "date" })],
    [ofPeople ? 2 : 0, () => ({ ...moneyType(w, "above"), per: "Year" })],
    [ofPeople ? 2 : 0, () => ({ ...moneyType(w), per: w.pays })],
  ])();
}

function number(unit: string, more: Partial<NumberType> = {}): FieldType {
  return { kind: "number", unit, ...more };
}

// ── Text ────────────────────────────────────────────────────────────────────────────────────────────────────────

export function sourceText({ draw }: Pick<World, "draw">, of: Source): string {
  const { validity, role } = of;
  const money = of.fields.find(
    ({ type, optional }) => type.kind === "number" && isMoney(type.unit) && optional !== true,
  );
  return [
    `${role === "people" ? "people" : "source"} ${of.name}${label({ draw })}`,
    ...of.fields.map((field) => `  ${fieldText(of, field)}`),
    ...(validity === undefined ? [] : [`  valid from ${validity.from} until ${validity.until}`]),
    ...(money === undefined || !draw.chance(20) ? [] : [checkText(money)]),
  ].join("\n");
}

function checkText({ name, type }: Field): string {
  const of = type.kind === "number" ? `${type.unit}${perText(type)}` : "";
  return `  check ${name} <= 100,000,000,000,000 ${of} "too much"`;
}

function fieldText(of: Source, { name, type, key, optional, promise }: Field): string {
  const asked = of.fields.find((other) => other.name === promise?.field);
  return [
    `${name} : ${typeText(type)}${optional === true ? "?" : ""}`,
    ...(key === true ? ["key"] : []),
    ...(type.kind === "number" ? limitsOf(type) : []),
    ...(asked === undefined
      ? []
      : [
          `present when ${asked.name} is ${promise?.member === undefined ? "present" : member(promise.member)}`,
        ]),
  ].join(" ");
}

function limitsOf({ unit, least, places, percent }: NumberType): string[] {
  return [
    ...(places === undefined ? [] : [`to ${places} places`]),
    ...(percent === true ? ["in percent"] : []),
    ...(least === undefined ? [] : [`${least} ${withUnit("0", unit)}`]),
  ];
}

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ["ratio", "Ratio"],
  ["count", "Count"],
  ["number", "Number"],
]);

function typeText(type: FieldType): string {
  switch (type.kind) {
    case "number":
      return `${TYPE_WORDS.get(type.unit) ?? type.unit}${perText(type)}`;
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
      return type.source;
  }
}

export function perText({ per }: Pick<NumberType, "per">): string {
  return per === undefined ? "" : ` per ${per}`;
}

/** `type` lines, for lists with a name. */
export function typeLines({ types, draw }: Pick<World, "types" | "draw">): string[] {
  return draw
    .shuffled([...types])
    .map(([name, members]) => `type ${name} is one of ${members.map(member).join(", ")}`);
}
