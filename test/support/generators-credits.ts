// Credit rules of generated plans: filters, dates, worth, recipients, splits, overlays, and limits on either side.
import { condition, number } from "./generators-expressions.ts";
import { label, literal, member } from "./generators-literals.ts";
import {
  type Field,
  isMoney,
  isPerson,
  people,
  type Place,
  rowPlace,
  SEAT,
  type Source,
  source,
  type World,
} from "./generators-world.ts";

/** Writes a credit to the plan, and remembers it. */
export function makeCredit(w: World): void {
  const { draw } = w;
  const of = draw.pick(w.sources.filter(({ role }) => role === "deals"));
  const wheres = filters(w, of);
  const at = rowPlace(w, of, wheres.sure);
  const isSplit = draw.chance(55);
  const isExact = isSplit && draw.chance(15);
  const worth = isExact ? partOf(worthOf(w, at)) : worthOf(w, at);
  const limit = (what: string): string[] => draw.maybe(25, () => limitOf(w, worth.unit, what));
  const limits = isExact ? [] : limit("deal");
  const isRounded = isSplit && isMoney(worth.unit) && !worth.isWhole && !isExact;
  const lines = [
    ...wheres.lines,
    `dated ${dateOf(w, at)}`,
    `worth ${worth.text}`,
    ...limits,
    ...(isRounded ? ["rounded half even to cent"] : []),
    ...(isSplit ? [...shares(w, at), ...limit("share")] : [`to ${recipient(w, at, 15)}`]),
    ...(isSplit && isMoney(worth.unit) && !isExact ? [fairly(w)] : []),
    ...draw.maybe(25, () => `overlay ${overlay(w, at)} to ${recipient(w, at, 50)}`),
  ];
  const name = w.names.take("credit");
  const heading = `  credit ${name}${label(w)} from ${of.name}`;
  w.members.push([heading, ...lines.map((line) => `    ${line}`)].join("\n"));
  w.credits.push({ name, source: of, unit: worth.unit, sure: wheres.sure });
}

/** Filters, one of which may make promised fields certain. */
function filters(w: World, of: Source): { lines: readonly string[]; sure: ReadonlySet<string> } {
  const { draw } = w;
  const promised = of.fields.filter(({ promise }) => promise !== undefined);
  const on = promised.length > 0 && draw.chance(50) ? draw.pick(promised).promise : undefined;
  const alike = promised.filter(
    ({ promise }) => promise?.field === on?.field && promise?.member === on?.member,
  );
  const asked = on !== undefined && on.member === undefined ? [on.field] : [];
  const sure = new Set(on === undefined ? [] : [...asked, ...alike.map(({ name }) => name)]);
  const value = on?.member === undefined ? "present" : member(on.member);
  return {
    lines: [
      ...(on === undefined ? [] : [`where ${on.field} is ${value}`]),
      ...draw.maybe(30, () => `where ${condition(w, rowPlace(w, of, sure), 1)}`),
    ],
    sure,
  };
}

/** The date that decides the period: certain, or with a day to fall back on. */
function dateOf(w: World, { row, sure }: Place): string {
  const dates = row?.fields.filter(({ type }) => type.kind === "date") ?? [];
  const { name, optional } = w.draw.pick(dates);
  const isThere = optional !== true || sure.has(name);
  const text = isThere ? name : `(${name} otherwise ${w.from})`;
  const side = w.draw.pick(["after", "before"]);
  return w.draw.chance(10) ? `${w.draw.int(1, 40)} Days ${side} ${text}` : text;
}

interface Worth {
  readonly text: string;
  readonly unit: string;
  /** Certainly whole cents. */
  readonly isWhole: boolean;
}

function worthOf(w: World, at: Place): Worth {
  const amounts =
    at.row?.fields.filter(
      ({ type, optional }) =>
        type.kind === "number" && type.unit === w.currency && optional !== true,
    ) ?? [];
  const plain = { text: w.draw.pick(amounts).name, unit: w.currency, isWhole: true };
  const any = (unit: string): Worth => {
    const { text } = number(w, at, { unit, window: "deal" }, 2);
    return { text, unit, isWhole: false };
  };
  return w.draw.weighted<() => Worth>([
    [6, () => plain],
    [1, () => ({ ...plain, text: `-${plain.text}` })],
    [2, () => any(w.currency)],
    [2, () => any(SEAT)],
  ])();
}

/** Certainly not whole cents: it can be shared exactly. */
function partOf({ text, unit }: Worth): Worth {
  return { text: `33.333% of (${text})`, unit, isWhole: false };
}

// ── Who is credited ─────────────────────────────────────────────────────────────────────────────────────────────

/** Someone whom the row names, or whom a row that it refers to names; now and then only under a condition. */
function recipient(w: World, at: Place, percent = 0): string {
  const fields = at.row?.fields ?? [];
  const mine = fields.filter((field) => isCertain(w, field)).map(({ name }) => name);
  const owners = fields.flatMap(({ name, type }) =>
    type.kind !== "row" || isPerson(w, type)
      ? []
      : source(w, (of) => of.name === type.source)
          .fields.filter((field) => isCertain(w, field))
          .map((owner) => `${name}.${owner.name}`),
  );
  const when = w.draw.chance(percent) ? ` when ${condition(w, at, 1)}` : "";
  return `${w.draw.pick([...mine, ...mine, ...owners])}${when}`;
}

function isCertain(w: World, { type, optional }: Field): boolean {
  return isPerson(w, type) && optional !== true;
}

/** With a partner, if there is one; or among people who are always there, one of them perhaps twice. */
function shares(w: World, at: Place): string[] {
  const { draw } = w;
  const partner = at.row?.fields.find(({ type, optional }) => isPerson(w, type) && optional);
  const share = at.row?.fields.find(({ promise }) => promise?.field === partner?.name);
  if (partner === undefined || share === undefined) {
    const parts = draw.pick(["50% 50%", "33.33% 33.33% rest", "10% 20% 30% 40%", "99.99% rest"]);
    return parts
      .split(" ")
      .map((part) => `split ${part === "rest" ? "the rest" : part} to ${recipient(w, at)}`);
  }
  const name = partner.name;
  const asked = at.sure.has(partner.name) ? "" : ` when ${name} is present`;
  const told = `${draw.pick(["30", "50", "33.333", "0", "100"])}%`;
  const part = draw.chance(70) ? share.name : told;
  return [
    ...draw.maybe(30, () => `split 0% to ${recipient(w, at)}`),
    `split ${part} to ${name}${asked}`,
    `split the rest to ${recipient(w, at)}`,
  ];
}

function fairly(w: World): string {
  const ties = w.draw.chance(50) ? "id" : w.draw.pick(people(w).fields).name;
  return `rounded to cent by largest remainder, ties by ${ties}`;
}

function overlay(w: World, at: Place): string {
  return w.draw.chance(70)
    ? `${w.draw.pick(["25", "100", "150", "0", "12.345"])}%`
    : number(w, at, { unit: "ratio", window: "none" }, 1).text;
}

/** A cap, or a floor, on a deal or on each share of it. */
function limitOf(w: World, unit: string, of: string): string {
  const amount = literal(w, unit);
  return w.draw.chance(75)
    ? `never above ${amount} each ${of}, the excess is lost`
    : `never below ${amount} each ${of}`;
}
