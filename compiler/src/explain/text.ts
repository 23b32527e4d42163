/** Explanations as text: a tree with its amounts in a column, the numbers it names, and its deals. */
import { padEnd, padStart, textTable, widthOf, wrapped } from "../base/columns.ts";
import { counted } from "../base/text.ts";
import type { Paint } from "../diagnostics/render.ts";
import { formatNumber, formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";
import { type DealTable, dealTables } from "./deal-table.ts";
import type { Explanation, Line, NumberOf } from "./explanation.ts";
import type { Explained } from "./explain.ts";

export interface Look {
  readonly paint: Paint;
  /** Says where in the plan something is: `plans/ae.plan:26`. Without it the lines of the plan aren't shown. */
  readonly locate?: ((origin: ir.Origin) => string) | undefined;
  /** How many deals of a list are shown; all unless told. */
  readonly deals?: number | undefined;
}

/** A line on the screen. */
interface Row {
  /** The signs of the tree before the text, and before its further lines. */
  readonly first: string;
  readonly rest: string;
  readonly text: string;
  readonly amount: string;
  readonly result: string;
  readonly place: string;
  readonly isStrong: boolean;
}

export function explanationText(explanation: Explanation, look: Look): string {
  const { total, plan } = explanation;
  const sum: Row = {
    ...EMPTY,
    text: plan.payout.label ?? "Payout",
    amount: formatNumber(total, plan.currency),
    isStrong: true,
  };
  return blocks([treeText(explanation.lines, look, [sum]), ...restText(explanation, look)]);
}

/** The same of a part of a payout: there is no total. */
export function explainedText(explained: Explained, look: Look): string {
  return blocks([treeText(explained.lines, look, []), ...restText(explained, look)]);
}

function restText({ numbers, deals }: Explained, look: Look): string[] {
  return [numbersText(numbers, look), ...dealTables(deals).map((table) => dealsText(table, look))];
}

function blocks(texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\n\n");
}

const EMPTY: Row = {
  first: "",
  rest: "",
  text: "",
  amount: "",
  result: "",
  place: "",
  isStrong: false,
};

/** How wide the words of a line may be. */
const WIDTH = 76;

function treeText(lines: readonly Line[], look: Look, last: readonly Row[]): string {
  const places = placesIn(look);
  const tree = lines.flatMap((line, i) => {
    const rows = rowsOf(line, { first: "", rest: "", inColumn: true }, look, places);
    const isStep = line.name === undefined;
    return i === 0 || (isStep && lines[i - 1]?.name === undefined) ? rows : [EMPTY, ...rows];
  });
  const rows = last.length === 0 || tree.length === 0 ? tree : [...tree, EMPTY, ...last];
  return screenLines(rows, look.paint).join("\n");
}

/** A place in the file of the place before is its line alone. */
function placesIn({ locate }: Look): (origin: ir.Origin | undefined) => string {
  let file = "";
  return (origin) => {
    if (origin === undefined || locate === undefined) return "";
    const place = locate(origin);
    const colon = place.lastIndexOf(":");
    const isSame = place.slice(0, colon) === file;
    file = place.slice(0, colon);
    return isSame ? place.slice(colon) : place;
  };
}

interface Branch {
  readonly first: string;
  readonly rest: string;
  /** Whether amounts add to the one above, and stand in the column. */
  readonly inColumn: boolean;
}

function rowsOf(
  line: Line,
  { first, rest, inColumn }: Branch,
  look: Look,
  places: ReturnType<typeof placesIn>,
): Row[] {
  const { amount, result, unit = "", text, adds } = line;
  const shown = amount === undefined ? "" : formatNumber(amount, unit);
  const row: Row = {
    first,
    rest,
    text: inColumn || shown === "" ? text : `${text} = ${shown}`,
    amount: inColumn ? shown : "",
    result: result === undefined ? "" : `→ ${formatNumber(result, unit)}`,
    place: line.row === undefined ? places(line.origin) : `${line.row.source} row ${line.row.row}`,
    isStrong: first === "" && line.name !== undefined,
  };
  const parts = shortened(line.parts, look.deals);
  return [
    row,
    ...parts.flatMap((part, i) => {
      const isLast = i === parts.length - 1;
      const branch = {
        first: `${rest}${isLast ? "└─ " : "├─ "}`,
        rest: `${rest}${isLast ? "   " : "│  "}`,
        inColumn: inColumn && adds,
      };
      return rowsOf(part, branch, look, places);
    }),
  ];
}

/** The first lines of deals, and how many more there are with what they come to. */
function shortened(parts: readonly Line[], most = Infinity): readonly Line[] {
  const deals = parts.filter(({ row }) => row !== undefined);
  if (deals.length <= most) return parts;
  const shown = new Set(deals.slice(0, most));
  const others = deals.slice(most);
  const [first] = others;
  const rest: Line = {
    text: `and ${counted(others.length, "more deal")} (--all-deals shows them)`,
    amount: others.reduce((sum, { amount }) => sum.plus(amount ?? Rational.ZERO), Rational.ZERO),
    ...(first?.unit === undefined ? {} : { unit: first.unit }),
    parts: [],
    adds: false,
  };
  return [...parts.filter((part) => part.row === undefined || shown.has(part)), rest];
}

function screenLines(rows: readonly Row[], paint: Paint): string[] {
  const split = rows.map((row) => ({
    row,
    lines: wrapped(row.text, WIDTH - widthOf(row.first)).map(
      (text, i) => (i === 0 ? row.first : `${row.rest}  `) + text,
    ),
  }));
  const width = Math.max(0, ...split.flatMap(({ lines }) => lines.map(widthOf)));
  const amounts = Math.max(0, ...rows.map(({ amount }) => widthOf(amount)));
  const results = Math.max(0, ...rows.map(({ result }) => widthOf(result)));
  return split.flatMap(({ row, lines }) => {
    const { amount, result, place, isStrong } = row;
    const last = padEnd(lines.at(-1) ?? "", width);
    const cells = [
      last,
      padStart(amount, amounts),
      ...(results > 0 ? [padEnd(result, results)] : []),
    ];
    const line = place === "" ? cells.join("  ").trimEnd() : cells.join("  ");
    const end = `${isStrong ? paint.strong(line) : line}${place === "" ? "" : paint.dim(`  ${place}`)}`;
    return [...lines.slice(0, -1), end];
  });
}

function numbersText(numbers: readonly NumberOf[], look: Look): string {
  if (numbers.length === 0) return "";
  const places = placesIn(look);
  const rows = numbers.map((number) => ({
    name: number.name,
    value: formatValue(number.type, number.value),
    lines: numberLines(number),
    place: places(number.origin),
  }));
  const widthIn = (of: (row: (typeof rows)[number]) => string[]): number =>
    Math.max(0, ...rows.flatMap((row) => of(row).map(widthOf)));
  const [names, values] = [widthIn(({ name }) => [name]), widthIn(({ value }) => [value])];
  const texts = widthIn(({ lines }) => lines);
  const { paint } = look;
  const body = rows.flatMap(({ name, value, lines: [first = "", ...more], place }) => [
    `  ${padEnd(name, names)}  ${padStart(value, values)}  ${padEnd(first, texts)}${paint.dim(`  ${place}`)}`.trimEnd(),
    ...more.map((line) => " ".repeat(names + values + 6) + line),
  ]);
  return [paint.strong("Where the numbers come from"), ...body].join("\n");
}

/** How wide the words of a number may be. */
const NUMBER_WIDTH = 64;

function numberLines({ text, row, parts }: NumberOf): string[] {
  const source = row === undefined ? [] : [`${row.source} row ${row.row}`];
  const words = [...(text === "" ? [] : [text]), ...source].join(", ");
  const slices = parts.map(
    (part) => `${part.text} = ${formatNumber(part.amount ?? Rational.ZERO, part.unit ?? "")}`,
  );
  return [words, ...slices].flatMap((line) => wrapped(line, NUMBER_WIDTH));
}

/** Of many deals the first are shown; where sums are of several windows, the last, which the shortest of them holds. */
function dealsText(
  { heading, columns, rows, sums }: DealTable,
  { paint, deals: most = Infinity }: Look,
): string {
  const more = Math.max(0, rows.length - most);
  const isLast = sums.length > 1;
  const shown = more === 0 ? rows : isLast ? rows.slice(more) : rows.slice(0, most);
  const [head = "", ...table] = textTable(columns, [...shown, ...sums]);
  const note = `  and ${counted(more, isLast ? "earlier deal" : "more deal")} (--all-deals shows them)`;
  const at = isLast ? 0 : shown.length;
  const body = more === 0 ? table : table.toSpliced(at, 0, note);
  return [paint.strong(heading), head, ...body].join("\n");
}
