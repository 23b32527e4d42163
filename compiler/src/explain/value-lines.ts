/** Lines of a plan with the value of each part below it. */
import { widthOf } from "../base/columns.ts";
import { formatValue } from "../evaluate/format.ts";
import type * as ir from "../ir/ir.ts";
import { lineText, positionAt, type SourceFile } from "../text/source-file.ts";
import type { PartValue } from "./values.ts";

export interface ValueLine {
  /** Where the line begins to say something. */
  readonly origin: ir.Origin;
  /** The line of the plan, and those with the values below it. */
  readonly lines: readonly string[];
}

interface Mark {
  readonly column: number;
  readonly text: string;
}

export function valueLines(
  parts: readonly PartValue[],
  fileAt: (path: string) => SourceFile | undefined,
): ValueLine[] {
  const byLine = new Map<string, { file: SourceFile; line: number; parts: PartValue[] }>();
  for (const part of parts) {
    const { path, start } = part.node.origin;
    const file = fileAt(path);
    if (file === undefined) continue;
    const { line } = positionAt(file, start);
    const key = `${path} ${line}`;
    const known = byLine.get(key) ?? { file, line, parts: [] };
    byLine.set(key, { ...known, parts: [...known.parts, part] });
  }
  return [...byLine.values()].flatMap(({ file, line, parts: own }) => {
    const text = lineText(file, line);
    const indent = text.length - text.trimStart().length;
    const marks = own.flatMap((part) => markOf(part, file, line, indent));
    const [first] = own;
    if (first === undefined || marks.length === 0) return [];
    return [{ origin: first.node.origin, lines: [text.trim(), ...below(marks)] }];
  });
}

/** A value stands below the sign of its operation, or below where it begins. */
function markOf(
  { node, type, value }: PartValue,
  file: SourceFile,
  line: number,
  indent: number,
): Mark[] {
  const at = positionAt(file, signOf(node, file));
  return at.line === line
    ? [{ column: at.column - 1 - indent, text: formatValue(type, value) }]
    : [];
}

function signOf(node: ir.Expr, { text }: SourceFile): number {
  const { start, end } = node.origin;
  if (!("left" in node)) return start;
  const [from, to] = [node.left.origin.end, node.right.origin.start];
  if (from < start || to > end || from >= to) return start;
  return from + Math.max(0, text.slice(from, to).search(/\S/));
}

/** Of two values in one place the outer one is shown. */
function below(marks: readonly Mark[]): string[] {
  const placed = [...new Map([...marks].reverse().map((mark) => [mark.column, mark])).values()];
  const left = placed.sort((a, b) => a.column - b.column);
  const rows = [barsOf(left)];
  while (left.length > 0) rows.push(nextRow(left));
  return rows;
}

/** The rightmost values that fit beside each other, and bars for those that are still to come. */
function nextRow(left: Mark[]): string {
  const row: Mark[] = [];
  for (;;) {
    const last = left.at(-1);
    const [right] = row;
    const fits =
      last !== undefined &&
      (right === undefined || last.column + widthOf(last.text) + 2 <= right.column);
    if (!fits) break;
    row.unshift(last);
    left.pop();
  }
  const bars = left.map(({ column }) => ({ column, text: BAR }));
  return lineOf([...bars, ...row]);
}

const BAR = "│";

function barsOf(marks: readonly Mark[]): string {
  return lineOf(marks.map(({ column }) => ({ column, text: BAR })));
}

function lineOf(marks: readonly Mark[]): string {
  return marks.reduce((line, { column, text }) => line.padEnd(column) + text, "");
}
