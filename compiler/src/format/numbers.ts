/** Numbers below one another stand with their points in one column. */

const NUMBER = /^[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?=[. %]|pp|$)/;

/** How many signs a number has before its point; undefined for what is no number. */
export function wholeDigits(text: string): number | undefined {
  return NUMBER.exec(text)?.[0].length;
}

/** How far each of several texts moves to the right, so that the points of the numbers among them stand in one column. */
export function shifts(texts: readonly string[]): number[] {
  const digits = texts.map(wholeDigits);
  const most = Math.max(0, ...digits.map((count) => count ?? 0));
  return digits.map((count) => (count === undefined ? 0 : most - count));
}
