/** Tables of text with aligned columns. */

export interface Column {
  readonly heading: string;
  readonly align: "left" | "right";
}

export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent: string = "  ",
): string[] {
  const widths = columns.map(({ heading }, i) =>
    Math.max(heading.length, ...rows.map((row) => (row[i] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    (
      indent +
      columns
        .map(({ align }, i) =>
          align === "left"
            ? (cells[i] ?? "").padEnd(widths[i] ?? 0)
            : (cells[i] ?? "").padStart(widths[i] ?? 0),
        )
        .join("  ")
    ).trimEnd();
  return [line(columns.map(({ heading }) => heading)), ...rows.map(line)];
}
