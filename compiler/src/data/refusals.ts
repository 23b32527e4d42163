/** What is said of a cell that a field can't hold. */
import {
  missingValue,
  outsideLimits,
  tooFine,
  unlistedValue,
  wrongCell,
} from "../diagnostics/catalogue/data.ts";
import type { Rule } from "../diagnostics/diagnostic.ts";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { CellReading } from "../ir/cells.ts";
import type { SourceField } from "../ir/source.ts";
import type { ProblemLog } from "./problem.ts";
import { setting, shown } from "./shown.ts";

export interface RefusedCell {
  readonly field: SourceField;
  readonly column: string;
  /** As the file writes it. */
  readonly written: string;
  /** As it was read: what an alias of attain.json makes of it. */
  readonly text: string;
  readonly row: number;
}

type Refusal = Extract<CellReading, { ok: false }>;

/** `readsWithoutSpaces`: whether only the spaces around the cell keep it from being read. */
export function refuseCell(
  log: ProblemLog,
  cell: RefusedCell,
  { kind, expected, help }: Refusal,
  readsWithoutSpaces: boolean,
): void {
  const { field, text } = cell;
  const facts = { value: shown(text), expected };
  const spaces = readsWithoutSpaces ? AROUND : undefined;
  switch (kind) {
    case "places":
      report(log, tooFine, cell, { ...facts, field: field.name }, [morePlaces(field)]);
      return;
    case "member":
      report(log, unlistedValue, cell, facts, [spaces ?? help, aliasHelp(cell, help)]);
      return;
    case "type":
      report(log, wrongCell, cell, facts, [spaces ?? help]);
  }
}

export function refuseMissing(log: ProblemLog, cell: RefusedCell): void {
  const { field } = cell;
  const help = field.key
    ? "It is a key: without it the row can't be told from others."
    : `Every row must have one; a field that rows may lack is declared with a \`?\` after its type.`;
  report(log, missingValue, cell, { field: field.name }, [help]);
}

export function refuseLimit(
  log: ProblemLog,
  cell: RefusedCell,
  { bound, value }: SourceField["limits"][number],
): void {
  const { type, name } = cell.field;
  const unit = type.kind === "number" ? type.unit : "number";
  const limit = `${bound} ${formatNumber(Rational.parse(value), unit)}`;
  report(log, outsideLimits, cell, { value: shown(cell.text), limit, field: name }, []);
}

const AROUND = "There are spaces around it: trim them in the export.";

function morePlaces({ name, places }: SourceField): string {
  return `Round it where it is made, or let the field have more: \`${name} : … to ${(places ?? 0) + 2} places\`.`;
}

/** How to write the alias that the help of an unlisted value suggests. */
function aliasHelp({ field, written, text }: RefusedCell, help: string | undefined): string {
  const meant = /`([^`]+)`\?$/.exec(help ?? "")?.[1] ?? "…";
  return written === text
    ? `Say in attain.json what it stands for: ${setting("values", field.name, written, meant)}.`
    : "";
}

function report<Hole extends string>(
  log: ProblemLog,
  rule: Rule<Hole>,
  { column, written, text, row }: RefusedCell,
  facts: Readonly<Record<Hole, string>>,
  helps: readonly (string | undefined)[],
): void {
  const alias =
    written === text
      ? undefined
      : `The file writes \`${shown(written)}\`, which attain.json reads so.`;
  const help = [alias, ...helps].filter((part) => part !== undefined && part !== "").join(" ");
  log.add(rule, facts, {
    column,
    rows: [row],
    ...(written === "" ? {} : { value: written }),
    ...(help === "" ? {} : { help }),
  });
}
