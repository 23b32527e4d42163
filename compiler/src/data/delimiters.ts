/** The signs that separate cells. */

const DELIMITERS = [",", ";", "\t", "|"];

/** What messages call a delimiter. */
export function delimiterName(delimiter: string): string {
  return delimiter === "\t" ? "a tab" : `\`${delimiter}\``;
}

/**
 * The sign that separates the names in a heading, where the one that was expected leaves none of those that are asked
 * for: the sign that leaves some of them, or any sign in a heading of one name.
 */
export function otherDelimiter(
  text: string,
  expected: string,
  asked: readonly string[],
): string | undefined {
  const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  const others = DELIMITERS.filter((sign) => sign !== expected && line.includes(sign));
  const found = others.find((sign) => namesIn(line, sign).some((name) => asked.includes(name)));
  if (found !== undefined || line.includes(expected)) return found;
  return others.find((sign) => namesIn(line, sign).length > 2) ?? others[0];
}

function namesIn(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}
