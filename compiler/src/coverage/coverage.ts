/** What tests cover of plans, file by file. */
import { runTest } from "../evaluate/test-runner.ts";
import type * as ir from "../ir/ir.ts";
import type { Test } from "../ir/test.ts";
import { type Point, pointsOf } from "./points.ts";
import { Seen } from "./seen.ts";

/** The plans and tests of one file, with all that they import. */
export interface Suite {
  readonly program: ir.Program;
  readonly tests: readonly Test[];
}

export interface CoveredPoint extends Omit<Point, "node"> {
  readonly isCovered: boolean;
}

export interface FileCoverage {
  readonly path: string;
  /** In the order of the file, each once. */
  readonly points: readonly CoveredPoint[];
}

/** What several plans share counts once, and is covered where the tests of any of them reach it. */
export function coverageOf(suites: readonly Suite[]): FileCoverage[] {
  const found = new Map<string, CoveredPoint>();
  for (const { program, tests } of suites) {
    const seen = new Seen();
    for (const test of tests) runTest(program, test, seen);
    for (const point of program.plans.flatMap(pointsOf)) {
      const { kind, gap, origin } = point;
      const key = `${origin.path} ${origin.start} ${origin.end} ${kind} ${gap}`;
      const isCovered = seen.covers(point) || found.get(key)?.isCovered === true;
      found.set(key, { kind, gap, origin, isCovered });
    }
  }
  return byFile([...found.values()]);
}

function byFile(points: readonly CoveredPoint[]): FileCoverage[] {
  const paths = [...new Set(points.map(({ origin }) => origin.path))].sort();
  return paths.map((path) => ({
    path,
    points: points
      .filter(({ origin }) => origin.path === path)
      .sort((a, b) => a.origin.start - b.origin.start || a.origin.end - b.origin.end),
  }));
}

/** How many points of files are covered, of how many. */
export function countOf(files: readonly FileCoverage[]): {
  readonly covered: number;
  readonly all: number;
} {
  const points = files.flatMap((file) => file.points);
  return { covered: points.filter(({ isCovered }) => isCovered).length, all: points.length };
}
