/** Cells of a spreadsheet as rows of a table: two columns of bound and rate, or three of from, to and rate. */
import type { Type } from "@attain/compiler/check/types";
import type { Table } from "@attain/compiler/syntax/ast/table";
import type { Span } from "@attain/compiler/text/source-file";
import { memberAt, planAt } from "../analysis/nodes.ts";
import { valueTypeOf } from "../analysis/scope.ts";
import { typeOfAxis } from "../analysis/values.ts";
import { fillersAt } from "../forms/fillers.ts";
import type { View } from "../project/project.ts";
import { type Action, editsOf, eolOf, indentAt, startOfLine } from "./action.ts";

/** How the numbers of a column are written in a plan. */
interface Unit {
  readonly kind: "ratio" | "money" | "plain";
  readonly name: string;
}

interface PastedRow {
  readonly from: string;
  readonly value: string;
}

/** Rows for what was copied, or undefined if it is no table of numbers. */
export function tableRows(
  text: string,
  axis: Unit | undefined,
  value: Unit | undefined,
  verb: "pay" | "gives",
): string[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map(cellsOf)
    .filter((cells) => cells.some((cell) => cell !== ""));
  const rows = lines.map(rowOf);
  const body = rows[0] === undefined ? rows.slice(1) : rows;
  if (body.length === 0 || body.some((row) => row === undefined)) return undefined;
  const known = body.filter((row) => row !== undefined);
  const bounds = column(
    known.map(({ from }) => from),
    axis,
  );
  const values = column(
    known.map(({ value: one }) => one),
    value ?? { kind: "ratio", name: "" },
  );
  if (bounds === undefined || values === undefined) return undefined;
  const [wide, deep] = [
    Math.max(...bounds.map(({ length }) => length)),
    Math.max(...values.map(({ length }) => length)),
  ];
  return bounds.map(
    (bound, i) => `from ${bound.padStart(wide)} ${verb} ${(values[i] ?? "").padStart(deep)}`,
  );
}

/** Spreadsheets separate cells by tabs; what was copied from elsewhere, by bars, semicolons or several blanks. */
function cellsOf(line: string): string[] {
  const separator = line.includes("\t")
    ? /\t/
    : line.includes("|")
      ? /\|/
      : line.includes(";")
        ? /;/
        : / {2,}/;
  const trimmed = separator.source === "\\|" ? line.trim().replace(/^\||\|$/g, "") : line.trim();
  return trimmed.split(separator).map((cell) => cell.trim());
}

const NUMBER = /[-−]?[$€£¥]?\s*\d[\d,]*(?:\.\d+)?\s*%?/g;

/** `0% – 50%`: the stroke between two numbers is no minus. */
const RANGE = /(\d\s*%?)\s*[-–—]\s*(?=[$€£¥]?\d)/g;

function rowOf(cells: readonly string[]): PastedRow | undefined {
  const numbers = cells.flatMap((cell) => cell.replace(RANGE, "$1 to ").match(NUMBER) ?? []);
  const [from, ...rest] = numbers;
  const value = rest.at(-1);
  return from === undefined || value === undefined ? undefined : { from, value };
}

/** The cells of a column, all in one unit. */
function column(cells: readonly string[], unit: Unit | undefined): string[] | undefined {
  const hasPercent = cells.some((cell) => cell.includes("%"));
  const told: Unit = unit ?? { kind: hasPercent ? "ratio" : "plain", name: "" };
  const digits = cells.map((cell) => cell.replace(/[$€£¥\s,%]/g, "").replace("−", "-"));
  if (digits.some((one) => !/^-?\d+(?:\.\d+)?$/.test(one))) return undefined;
  switch (told.kind) {
    case "ratio":
      return digits.map(
        (one, i) =>
          `${cells[i]?.includes("%") === true || isWhole(one) ? shown(one) : shown(hundredfold(one))}%`,
      );
    case "money":
      return digits.map((one) => `${shown(one)} ${told.name}`);
    case "plain":
      return digits.map(shown);
  }
}

/** In a column of parts of one, 1.25 is 125 %; 125 was meant as it stands. */
function isWhole(digits: string): boolean {
  return digits.replace(/\..*$/, "").replace("-", "").length > 1;
}

/** A hundred times a decimal, by moving its point. */
function hundredfold(digits: string): string {
  const [whole = "0", fraction = ""] = digits.split(".");
  const moved = `${whole}${fraction.padEnd(2, "0").slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, "$1");
  const rest = fraction.slice(2).replace(/0+$/, "");
  return rest === "" ? moved : `${moved}.${rest}`;
}

/** With commas, and without zeros at the end. */
function shown(digits: string): string {
  const [whole = "0", fraction = ""] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = fraction.replace(/0+$/, "");
  return rest === "" ? grouped : `${grouped}.${rest}`;
}

function unitOf(type: Type | undefined): Unit | undefined {
  if (type?.kind !== "number") return undefined;
  if (type.unit.kind === "ratio") return { kind: "ratio", name: "" };
  if (type.unit.kind === "money") return { kind: "money", name: type.unit.currency };
  return type.unit.kind === "quantity"
    ? { kind: "money", name: type.unit.name }
    : { kind: "plain", name: "" };
}

/** What to write at a place for what was copied: rows, where it lies in a table, and a whole table elsewhere in a plan. */
export function pastedTable(view: View, offset: number, text: string): string | undefined {
  const { tree } = view.parsed;
  const plan = planAt(tree, offset);
  const member = memberAt(tree, offset);
  const table = member?.kind === "Table" ? member : undefined;
  const eol = eolOf(view.file);
  if (table === undefined) {
    const rows = plan === undefined ? undefined : tableRows(text, undefined, undefined, "pay");
    if (rows === undefined) return undefined;
    const { measure } = fillersAt(view, offset, undefined);
    return [`rates Rates marginal by ${measure}`, ...rows.map((row) => `    ${row}`)].join(eol);
  }
  const rows = rowsFor(view, table, text);
  const here = indentAt(view.file, table.rows[0]?.span.start ?? table.span.start);
  const indent = here === "" ? "    " : here;
  return rows?.join(`${eol}${table.rows.length > 0 ? indent : `${indent}  `}`);
}

function rowsFor(view: View, table: Table, text: string): string[] | undefined {
  const [axis] = table.axes;
  const plan = view.parsed.tree.declarations.find(
    (one) => one.kind === "Plan" && one.members.includes(table),
  );
  const standing = plan?.kind === "Plan" ? { plan, member: table } : { member: table };
  const along = axis && unitOf(typeOfAxis(view, standing, axis));
  const given = table.rows.flatMap((row) =>
    row.value === "continues" ? [] : [valueTypeOf(view, row.value.value)],
  );
  return tableRows(
    text,
    along,
    unitOf(given.find((type) => type?.kind === "number")),
    table.role === "rates" ? "pay" : "gives",
  );
}

/** Lines that were pasted as they are, made rows. */
export function pastedLines(view: View, span: Span): Action[] {
  const { text } = view.file;
  const start = startOfLine(view.file, span.start);
  const chosen = text.slice(start, span.end);
  const isRaw = chosen.includes("\t") || / {3,}\S/.test(chosen.trim());
  if (
    span.end <= span.start ||
    !isRaw ||
    !/\d/.test(chosen) ||
    /^\s*(?:from|above|below|at|for)\s/m.test(chosen)
  )
    return [];
  const rows = pastedTable(view, span.start, chosen);
  if (rows === undefined) return [];
  const indent = /^[ \t]*/.exec(chosen)?.[0] ?? "";
  return [
    {
      title: "Make rows of a table of these lines",
      kind: "refactor.rewrite",
      edits: editsOf(view, {
        span: { start, end: span.end },
        text: `${indent === "" ? "    " : indent}${rows}`,
      }),
    },
  ];
}
