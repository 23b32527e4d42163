/** Text in columns, as a terminal shows it: some signs are two columns wide, and accents none. */

export interface Column {
  readonly heading: string;
  readonly align: "left" | "right";
}

/** Rows below their headings, each column as wide as its widest cell. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent: string = "  ",
): string[] {
  const widths = columns.map(({ heading }, i) =>
    Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[i] ?? ""))),
  );
  const line = (cells: readonly string[]): string => {
    const padded = columns.map(({ align }, i) => aligned(cells[i] ?? "", widths[i] ?? 0, align));
    return (indent + padded.join("  ")).trimEnd();
  };
  return [line(columns.map(({ heading }) => heading)), ...rows.map(line)];
}

function aligned(text: string, width: number, align: Column["align"]): string {
  return align === "left" ? padEnd(text, width) : padStart(text, width);
}

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const NO_WIDTH = /\p{M}|\p{Cf}/u;
const PLAIN = /^[ -~]*$/;

/** How many columns a text takes. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return Array.from(text).reduce(
    (width, sign) => width + (NO_WIDTH.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1),
    0,
  );
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Blanks at which a line may be broken: not between a number and its unit, `20.00 USD` or `(6 seat)`. */
const BREAK = / (?![A-Z]{3}\b|\w+\))|(?<!\d) /;

/** Lines of at most `width` columns, broken between words; a longer word has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(BREAK)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
