/** Families of findings, whose level a project may set at once. */

const CATEGORIES = {
  ATN51: "proofs",
  ATN52: "tidiness",
  ATN8109: "own-rules",
} as const;

/** The names by which `lint` knows them. */
export const CATEGORY_NAMES: readonly string[] = Object.values(CATEGORIES);

export function categoryOf(code: string): string | undefined {
  return Object.entries(CATEGORIES).find(([start]) => code.startsWith(start))?.[1];
}
