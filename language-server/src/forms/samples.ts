/** Values that show how a test can look: what it gives, and a row of a source. */
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { FieldInfo, SourceInfo } from "@attain/compiler/check/sources";
import type { Type, Unit } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import { typeOfEntity } from "../analysis/types.ts";
import type { View } from "../project/project.ts";

type Pair = readonly [string, string];

/** Where no source is known. */
export const ROW: readonly Pair[] = [
  ["id", "D-1"],
  ["rep", "ada"],
  ["amount", "10,000"],
];

/** The columns that every row must fill. */
export function sampleRow({ name, columns }: SourceInfo, people: string | undefined): Pair[] {
  return [...columns.values()]
    .filter(({ optional }) => !optional)
    .map((field) => [field.name, cellOf(field, name, people)]);
}

function cellOf({ type, key }: FieldInfo, source: string, people: string | undefined): string {
  switch (type.kind) {
    case "text":
      return key ? keyIn(source) : "text";
    case "row":
      return type.source === people ? "ada" : keyIn(type.source);
    case "enum":
      return type.members[0] ?? "";
    case "date":
      return "2026-01-15";
    case "yes or no":
      return "yes";
    case "period":
      return type.period === "Year" ? "FY2026" : "FY2026-Q1";
    case "number":
      return numberOf(type.unit);
    default:
      return "1";
  }
}

/** `D-1` of the deals. */
function keyIn(source: string): string {
  return `${source.slice(0, 1)}-1`;
}

function numberOf({ kind }: Unit): string {
  return kind === "ratio" ? "10%" : kind === "money" || kind === "foreign" ? "10,000" : "1";
}

/** The columns of a row as the heading of a grid, and a line with a stop for each of its cells. */
export function grid(row: readonly Pair[]): string {
  const heading = row.map(([column, cell]) => column.padEnd(cell.length));
  const cells = row.map(([column, cell], i) => {
    const blanks = " ".repeat(Math.max(0, column.length - cell.length));
    return `\${${i + 1}:${cell}}${blanks}`;
  });
  return `  | ${heading.join(" | ")} |\n  | ${cells.join(" | ")} |`;
}

/** What people sold, and what is asked of them: from these a plan mostly computes all else. */
export function givensOf(view: View, symbols: readonly Symbol_[], currency: string): Pair[] {
  const given = symbols.filter(
    (one) => one.kind === "credit" || (one.kind === "measure" && ASKED.has(one.declaration.role)),
  );
  return given.map((symbol) => {
    const type = typeOfEntity(view, { kind: "symbol", symbol });
    const isTarget = symbol.kind === "measure" && symbol.declaration.role === "target";
    return [symbol.name, valueOf(type && bare(type), `${isTarget ? "10" : "100"},000 ${currency}`)];
  });
}

const ASKED: ReadonlySet<string> = new Set(["quota", "target"]);

function valueOf(type: Type | undefined, money: string): string {
  if (type?.kind !== "number") return money;
  switch (type.unit.kind) {
    case "ratio":
      return "100%";
    case "quantity":
      return `10 ${type.unit.name}`;
    case "count":
    case "number":
      return "10";
    default:
      return money;
  }
}
