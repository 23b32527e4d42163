/** Grids of tables with two axes: headings across and down, a value in each cell. */
import { counted } from "../../base/text.ts";
import { raggedGrid, unknownHeading } from "../../diagnostics/catalogue/reading.ts";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import { type Span, cover } from "../../text/source-file.ts";
import type { Expression } from "../ast/expression.ts";
import type { Name } from "../ast/node.ts";
import type { Matrix, MatrixHeading } from "../ast/table.ts";
import type { Cell, GridLine } from "../ast/test.ts";
import { type Builder, missing } from "./nodes.ts";

/** The matrix that the lines of a grid make; the first line heads the columns. */
export function matrix(b: Builder, lines: readonly GridLine[]): Matrix | undefined {
  const [head, ...body] = lines;
  if (head === undefined) return undefined;
  const columns = head.cells.slice(1).map((cell) => heading(b, cell));
  const rows = body.map((line) => {
    reportRagged(b, head, line);
    const [name, ...values] = line.cells;
    return {
      heading: heading(b, name ?? { text: "", span: line.span }),
      values: columns.map((_, i) => cellValue(b, values[i], line.span)),
      span: line.span,
    };
  });
  return { columns, rows, span: cover(head.span, body.at(-1)?.span ?? head.span) };
}

/** Says that a line hasn't as many cells as the heading of its grid. */
function reportRagged(b: Pick<Builder, "file" | "report">, head: GridLine, line: GridLine): void {
  if (line.cells.length === head.cells.length) return;
  const facts = { found: counted(line.cells.length, "cell"), expected: String(head.cells.length) };
  const related = [{ at: { file: b.file, span: head.span }, message: "the heading" }];
  b.report(diagnose(raggedGrid, { file: b.file, span: line.span }, facts, { related }));
}

function cellValue(b: Builder, cell: Cell | undefined, after: Span): Expression {
  return cell === undefined || cell.text === ""
    ? missing(cell?.span ?? after)
    : b.readExpression(cell.span);
}

function heading(b: Builder, { text, span }: Cell): MatrixHeading {
  const bound = /^(from|above|below)\s+/.exec(text);
  if (bound !== null) {
    const from = b.readExpression({ start: span.start + bound[0].length, end: span.end });
    if (bound[1] === "below") return { kind: "Below", limit: from, span };
    return { kind: "From", inclusive: bound[1] === "from", from, span };
  }
  const named = /^for\s+/.exec(text);
  if (named === null) b.report(diagnose(unknownHeading, { file: b.file, span }, {}));
  const list = text.slice(named?.[0].length ?? 0);
  if (/^anything\s+else$/.test(list)) return { kind: "For", members: "anything else", span };
  return { kind: "For", members: names(list, span.start + (named?.[0].length ?? 0)), span };
}

/** The names of `A, "B c"`, each at its place. */
function names(list: string, offset: number): Name[] {
  return [...list.matchAll(/"([^"]*)"|[^,\s"][^,"]*/g)].map((match) => {
    const start = offset + match.index;
    return {
      text: (match[1] ?? match[0]).trim(),
      span: { start, end: start + match[0].trimEnd().length },
    };
  });
}
