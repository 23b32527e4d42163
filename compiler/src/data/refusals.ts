/** What is said of cells that a field can't hold. */
import {
  missingValue,
  outsideLimits,
  tooFine,
  unlistedValue,
  wrongCell,
} from "../diagnostics/catalogue/data.ts";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { CellReading } from "../ir/cells.ts";
import type { SourceField } from "../ir/source.ts";
import { type DateColumn, dateHelp } from "./date-advice.ts";
import type { ProblemLog } from "./problem.ts";
import { setting, shown } from "./shown.ts";
import { Spelling } from "./spelling.ts";

interface WrittenCell {
  /** As the file writes it. */
  readonly written: string;
  /** As it was read: what an alias of attain.json makes of it. */
  readonly text: string;
  readonly row: number;
}

export interface RefusedCell extends WrittenCell {
  readonly reading: Extract<CellReading, { ok: false }>;
}

export interface RefusedColumn {
  readonly field: SourceField;
  readonly column: string;
  /** Of a field that holds dates. */
  readonly dates: Pick<DateColumn, "format" | "isMixed" | "isAlike"> | undefined;
  readonly members: readonly string[];
}

const RULES = { type: wrongCell, member: unlistedValue } as const;

/** Reports the cells of a column that couldn't be read. Advice on one depends on the others. */
export function refuseCells(
  log: ProblemLog,
  column: RefusedColumn,
  cells: readonly RefusedCell[],
): void {
  const readings = new Map(cells.map(({ text, reading }) => [text, reading]));
  const helps = helpsOf(column, readings);
  let meaning: string | undefined;
  for (const { written, text, row, reading } of cells) {
    const { kind, expected } = reading;
    const place = {
      column: column.column,
      ...(isAlias(written, text)
        ? { value: written, help: aliasHelp(written, text) }
        : {
            value: text,
            help: helps.get(text) ?? (meaning ??= meaningHelp(column.field, readings, helps)),
          }),
      rows: [row],
    };
    const facts = { value: shown(text), expected };
    if (kind === "places") log.add(tooFine, { ...facts, field: column.field.name }, place);
    else log.add(RULES[kind], facts, place);
  }
}

/** What to do about the texts that a column can't hold, where more can be said than to mend them. */
function helpsOf(
  { field, dates, members }: RefusedColumn,
  readings: ReadonlyMap<string, RefusedCell["reading"]>,
): Map<string, string> {
  const texts = [...readings.keys()];
  const ofDate = dates && dateHelp({ ...dates, field: field.name, texts });
  const aliases = new Spelling(members).aliases(texts);
  const spelling = `Spelt otherwise than in the plan. If it is the same, say so in attain.json: ${setting("values", { [field.name]: aliases })}.`;
  const helps = new Map<string, string>();
  for (const [text, { kind, help }] of readings) {
    const known = {
      places: morePlaces(field),
      type: ofDate?.(text) ?? help,
      member: Object.hasOwn(aliases, text) ? spelling : undefined,
    }[kind];
    if (known !== undefined) helps.set(text, known);
  }
  return helps;
}

function isAlias(written: string, text: string): boolean {
  return written.trim() !== text;
}

function aliasHelp(written: string, text: string): string {
  return `The file writes \`${shown(written)}\`, and attain.json says under \`values\` that it stands for \`${shown(text)}\`: mend it there.`;
}

/** What to do about texts that may stand for something, or for nothing: `n/a`, `-`. */
function meaningHelp(
  { name, optional }: SourceField,
  readings: ReadonlyMap<string, RefusedCell["reading"]>,
  helps: ReadonlyMap<string, string>,
): string {
  const texts = [...readings].filter(([text]) => !helps.has(text));
  const isMember = texts.some(([, { kind }]) => kind === "member");
  const meaning = optional && !isMember ? "" : "…";
  const aliases = texts.slice(0, ALIASES).map(([text]) => [text, meaning] as const);
  const known = setting("values", { [name]: Object.fromEntries(aliases) });
  const stands = isMember
    ? "if it stands for one of them, say so in attain.json"
    : optional
      ? "if it stands for nothing, say so in attain.json"
      : "say in attain.json what it stands for";
  return `Mend it in the export; or ${stands}: ${known}.`;
}

/** How many texts a setting is proposed for. */
const ALIASES = 10;

function morePlaces({ name, type, places = 0 }: SourceField): string {
  const unit = type.kind === "number" ? type.unit : "";
  const word = unit === "ratio" ? "Ratio" : unit;
  return unit === "count"
    ? "Mend it in the data; or if there are parts of one, make the field a `Number` in the plan."
    : `Round it where it is made; or let the field have more digits: \`${name} : ${word} to ${places + 2} places\`.`;
}

export function refuseMissing(
  log: ProblemLog,
  field: SourceField,
  column: string,
  row: number,
): void {
  const help = field.key
    ? "It is a key: without it the row can't be told from others. Fill it in where the export is made."
    : "Fill it in where the export is made. If rows may lack it, write a `?` after its type in the plan.";
  log.add(missingValue, { field: field.name }, { column, rows: [row], help });
}

export function refuseLimit(
  log: ProblemLog,
  field: SourceField,
  column: string,
  { written, text, row }: WrittenCell,
  { bound, value }: SourceField["limits"][number],
): void {
  const { type, name } = field;
  const unit = type.kind === "number" ? type.unit : "number";
  const limit = `${bound} ${formatNumber(Rational.parse(value), unit)}`;
  const place = isAlias(written, text)
    ? { value: written, help: aliasHelp(written, text) }
    : { value: text, help: limitHelp(field, text, unit) };
  const facts = { value: shown(text), limit, field: name };
  log.add(outsideLimits, facts, { column, rows: [row], ...place });
}

/** 35 is 3,500%, unless the column holds percents. */
function limitHelp({ name, percent }: SourceField, text: string, unit: string): string {
  const isPlain = unit === "ratio" && !percent && !text.includes("%");
  return isPlain && /[1-9]/.test(text.split(/[.,]/)[0] ?? "")
    ? `It is read as a part of 1. If the column holds percents, say so in the plan: \`${name} : Ratio in percent\`.`
    : `Mend it in the data; or if it is right, change the limit of \`${name}\` in the plan.`;
}
