// Credit rules of generated plans: filters, dates, worth, recipients, splits, overlays, and caps on either side of them.
import { literal, member } from "./generators-literals.ts";
import { written } from "./generators-names.ts";
import { isOpen } from "./generators-open.ts";
import {
  condition,
  type Field,
  isMoney,
  number,
  type Place,
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
  const at: Place = { kind: "row", period: w.pays, row: of, sure: wheres.sure };
  const worth = worthOf(w, at);
  const sharing = sharingOf(w, at, worth);
  const name = w.names.take("credit");
  const label = draw.chance(20) ? ' "Bookings credit"' : "";
  const cap = (each: string): string[] => draw.maybe(25, () => capOf(w, worth.unit, each));
  const lines = [
    ...wheres.lines,
    `dated ${dateOf(w, at)}`,
    `worth ${worth.text}`,
    ...cap("deal"),
    ...sharing.lines,
    ...(sharing.isSplit ? cap("share") : []),
    ...draw.maybe(25, () => overlayOf(w, at)),
  ];
  w.members.push(
    [
      `  credit ${written(name)}${label} from ${written(of.name)}`,
      ...lines.map((line) => `    ${line}`),
    ].join("\n"),
  );
  w.credits.push({ name, source: of, unit: worth.unit, sure: wheres.sure });
}

interface Filters {
  readonly lines: readonly string[];
  readonly sure: ReadonlySet<string>;
}

/** Filters, one of which makes promised fields certain. */
function filters(w: World, of: Source): Filters {
  const { draw } = w;
  const promised = of.fields.filter(({ promise }) => promise !== undefined);
  const asked = promised.length > 0 && draw.chance(50) ? draw.pick(promised) : undefined;
  const sure = new Set<string>();
  const lines: string[] = [];
  if (asked?.promise !== undefined) {
    const on = asked.promise;
    for (const field of promised)
      if (field.promise?.field === on.field && field.promise.member === on.member)
        sure.add(field.name);
    if (on.member === undefined) sure.add(on.field);
    lines.push(
      `where ${written(on.field)} is ${on.member === undefined ? "present" : member(on.member)}`,
    );
  }
  const place: Place = { kind: "row", period: w.pays, row: of, sure };
  if (draw.chance(30)) lines.push(`where ${condition(w, place, 1).text}`);
  return { lines, sure };
}

/** The date that decides the period: certain, or with a day to fall back on. */
function dateOf(w: World, { row, sure }: Place): string {
  const dates = row?.fields.filter(({ type }) => type.kind === "date") ?? [];
  const { name, optional } = w.draw.pick(dates);
  const isThere = optional !== true || sure.has(name);
  const text = isThere ? written(name) : `(${written(name)} otherwise ${w.from})`;
  const side = isOpen("days-before-the-term") ? "after" : w.draw.pick(["after", "before"]);
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
  const amount = w.draw.pick(amounts);
  const plain: Worth = { text: written(amount.name), unit: w.currency, isWhole: true };
  return w.draw.weighted<() => Worth>([
    [6, () => plain],
    [1, () => ({ ...plain, text: `-${plain.text}` })],
    [
      2,
      () => ({
        text: number(w, at, { unit: w.currency, window: "deal" }, 2).text,
        unit: w.currency,
        isWhole: false,
      }),
    ],
    [
      2,
      () => ({
        text: number(w, at, { unit: SEAT, window: "deal" }, 1).text,
        unit: SEAT,
        isWhole: false,
      }),
    ],
  ])();
}

// ── Who is credited ─────────────────────────────────────────────────────────────────────────────────────────────

interface Sharing {
  readonly lines: readonly string[];
  readonly isSplit: boolean;
}

function sharingOf(w: World, at: Place, worth: Worth): Sharing {
  const canSplit = !isMoney(worth.unit) || worth.isWhole || !isOpen("split-of-parts-of-a-cent");
  if (!canSplit || w.draw.chance(45))
    return { lines: [`to ${recipient(w, at)}${whenText(w, at, 15)}`], isSplit: false };
  const rounded = isMoney(worth.unit)
    ? [`rounded to cent by largest remainder, ties by ${written(tieField(w))}`]
    : [];
  return { lines: [...splitLines(w, at), ...rounded], isSplit: true };
}

/** Someone whom the row names, or whom a row that it refers to names. */
function recipient(w: World, { row }: Place): string {
  const fields = row?.fields ?? [];
  const people = fields
    .filter((field) => isPerson(w, field) && field.optional !== true)
    .map(({ name }) => written(name));
  const owners = fields.flatMap(({ name, type }) =>
    type.kind === "row" && type.source !== w.people.name ? ownersIn(w, name, type.source) : [],
  );
  return w.draw.pick([...people, ...people, ...owners]);
}

function ownersIn(w: World, field: string, to: string): string[] {
  const owners = source(w, to).fields.filter(
    (candidate) => isPerson(w, candidate) && candidate.optional !== true,
  );
  return owners.map(({ name }) => `${written(field)}.${written(name)}`);
}

function isPerson(w: World, { type }: Field): boolean {
  return type.kind === "row" && type.source === w.people.name;
}

function tieField({ draw, people }: World): string {
  const fields = people.fields.filter(({ name }) => /^\w+$/.test(name) || !isOpen("names-of-ties"));
  return draw.chance(50) ? "id" : draw.pick(fields).name;
}

function splitLines(w: World, at: Place): string[] {
  const { draw } = w;
  const partner = at.row?.fields.find((field) => isPerson(w, field) && field.optional === true);
  const share = at.row?.fields.find(({ promise }) => promise?.field === partner?.name);
  const one = recipient(w, at);
  if (partner === undefined || share === undefined) return thirds(w, at);
  const name = written(partner.name);
  const isThere = at.sure.has(partner.name);
  const asked = isThere ? "" : ` when ${name} is present`;
  const part = draw.chance(70)
    ? written(share.name)
    : `${draw.pick(["30", "50", "33.333", "0", "100"])}%`;
  const lines = [`split ${part} to ${name}${asked}`, `split the rest to ${one}`];
  return draw.chance(30) ? [`split 0% to ${one}`, ...lines] : lines;
}

/** Among people who are always there, one of them perhaps twice. */
function thirds(w: World, at: Place): string[] {
  const parts = w.draw.pick([
    ["50%", "50%"],
    ["33.33%", "33.33%", "the rest"],
    ["10%", "20%", "30%", "40%"],
    ["99.99%", "the rest"],
  ] as const);
  return parts.map((part) => `split ${part} to ${recipient(w, at)}`);
}

function overlayOf(w: World, at: Place): string {
  const share = w.draw.chance(70)
    ? `${w.draw.pick(["25", "100", "150", "0", "12.345"])}%`
    : number(w, at, { unit: "ratio", window: "none" }, 1).text;
  return `overlay ${share} to ${recipient(w, at)}${whenText(w, at, 50)}`;
}

function whenText(w: World, at: Place, percent: number): string {
  return w.draw.chance(percent) ? ` when ${condition(w, at, 1).text}` : "";
}

/** A cap, or a floor, on a deal or on each share of it. */
function capOf(w: World, unit: string, each: string): string {
  const amount = literal(w, unit);
  return w.draw.chance(75)
    ? `never above ${amount} each ${each}, the excess is lost`
    : `never below ${amount} each ${each}`;
}
