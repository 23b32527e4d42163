/** What the tests of several files reach together: of points that several runs tell of, reached by one is reached. */
import type { CoveragePoint, FileCoverage } from "@attain/language-server/protocol";

/** A clause or a row, with the ways that its conditions can go. */
export interface CoveredClause {
  readonly clause: CoveragePoint;
  readonly branches: readonly CoveragePoint[];
}

export function reachedTogether(runs: readonly (readonly FileCoverage[])[]): FileCoverage[] {
  const files = new Map<string, Map<string, CoveragePoint>>();
  for (const { uri, points } of runs.flat()) {
    const known = files.get(uri) ?? new Map<string, CoveragePoint>();
    files.set(uri, known);
    for (const point of points) {
      const { start, end } = point.range;
      const key = [
        point.kind,
        point.gap,
        start.line,
        start.character,
        end.line,
        end.character,
      ].join();
      const before = known.get(key);
      known.set(key, { ...point, covered: point.covered || before?.covered === true });
    }
  }
  return [...files].map(([uri, points]) => ({ uri, points: [...points.values()] }));
}

/** Each way of a condition belongs to the last clause that begins before it and holds it. */
export function clausesOf(points: readonly CoveragePoint[]): CoveredClause[] {
  const clauses = points.filter(({ kind }) => kind !== "branch");
  const branches = points.filter(({ kind }) => kind === "branch");
  const owner = (branch: CoveragePoint): CoveragePoint | undefined =>
    clauses.filter((clause) => holds(clause, branch)).at(-1);
  const owned = clauses.map((clause) => ({
    clause,
    branches: branches.filter((branch) => owner(branch) === clause),
  }));
  const alone = branches.filter((branch) => owner(branch) === undefined);
  return [...owned, ...alone.map((clause) => ({ clause, branches: [] }))];
}

function holds({ range: outer }: CoveragePoint, { range: inner }: CoveragePoint): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

type Position = CoveragePoint["range"]["start"];

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
