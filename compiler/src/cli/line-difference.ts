/** The lines in which two texts differ, with the line around them. */

/** `- ` before a line that goes, `+ ` before one that comes, and `…` for what stays. */
export function lineDifference(before: string, after: string): string[] {
  const marked = compared(linesOf(before), linesOf(after));
  const isNear = marked.map((_, i) =>
    [i - 1, i, i + 1].some((at) => marked[at] !== undefined && !marked[at].startsWith("  ")),
  );
  return marked.flatMap((line, i) => {
    if (isNear[i] === true) return [line];
    return i === 0 || isNear[i - 1] === true ? ["  …"] : [];
  });
}

function linesOf(text: string): string[] {
  return text.replaceAll("\r\n", "\n").trimEnd().split("\n");
}

/** Both texts in one, by their longest common lines. */
function compared(a: readonly string[], b: readonly string[]): string[] {
  // common[i][j]: how many lines are common to a from i on and b from j on.
  const common = Array.from({ length: a.length + 1 }, () => Array.from(b, () => 0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = common[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const lines: string[] = [];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length;) {
    if (i < a.length && a[i] === b[j]) {
      lines.push(`  ${a[i]}`);
      [i, j] = [i + 1, j + 1];
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${a[i]}`);
      i += 1;
    } else {
      lines.push(`+ ${b[j]}`);
      j += 1;
    }
  }
  return lines;
}
