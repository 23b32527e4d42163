/** Coverage as people read it, and as JSON: a line for each file, and what no test reaches. */
import { type Column, textTable } from "../base/columns.ts";
import { type CoveredPoint, countOf, type FileCoverage } from "../coverage/coverage.ts";
import type * as ir from "../ir/ir.ts";
import { type Finding, REMARK } from "./formats/report.ts";
import { type Io, paintOf } from "./io.ts";
import type { Session } from "./session.ts";
import { quoteIn } from "./programs.ts";
import { shareOf, shareText, thresholdText } from "./thresholds.ts";

export interface CoverageResult {
  readonly files: readonly FileCoverage[];
  /** In percent. */
  readonly atLeast: number | undefined;
}

/** The covered part of all points, from 0 to 1. */
export function coveredShare({ files }: CoverageResult): number {
  const { covered, all } = countOf(files);
  return shareOf(covered, all);
}

export function reportCoverage(io: Io, session: Session, result: CoverageResult): void {
  const { files, atLeast } = result;
  const { places } = session;
  const rows = [
    ...files.map((file) => [places.path(file.path), ...countsOf([file])]),
    ...(files.length > 1 ? [["all files", ...countsOf(files)]] : []),
  ];
  io.out(`\n${textTable(COLUMNS, rows, "").join("\n")}\n`);
  const gaps = files.flatMap(({ points }) => gapsOf(points));
  const quote = quoteIn(session);
  const paint = paintOf(io);
  if (gaps.length > 0) io.out("\n");
  for (const { origin, gaps: said } of gaps) {
    io.out(
      `${paint.strong(said.join(", "))}  ${short(quote(origin))}  ${paint.dim(places.line(origin))}\n`,
    );
  }
  io.out(thresholdText("Coverage", coveredShare(result), atLeast));
}

const COLUMNS: readonly Column[] = [
  { heading: "Coverage", align: "left" },
  { heading: "covered", align: "right" },
  { heading: "", align: "right" },
];

function countsOf(files: readonly FileCoverage[]): string[] {
  const { covered, all } = countOf(files);
  return [`${covered} of ${all}`, shareText(shareOf(covered, all))];
}

export function coverageFindings(session: Session, { files }: CoverageResult): Finding[] {
  const quote = quoteIn(session);
  return files
    .flatMap(({ points }) => gapsOf(points))
    .flatMap(({ origin, gaps }) => {
      const at = session.places.json(origin);
      const message = `No test covers \`${short(quote(origin))}\`: ${gaps.join(", ")}.`;
      return at === undefined
        ? []
        : [{ ...REMARK, rule: "uncovered", name: "uncovered", message, at }];
    });
}

interface Gaps {
  readonly origin: ir.Origin;
  readonly gaps: readonly string[];
}

/** What isn't covered; of a condition that is never asked both ways in one line. */
function gapsOf(points: readonly CoveredPoint[]): Gaps[] {
  const byPlace = new Map<string, Gaps>();
  for (const { origin, gap, isCovered } of points) {
    if (isCovered) continue;
    const key = `${origin.start} ${origin.end}`;
    byPlace.set(key, { origin, gaps: [...(byPlace.get(key)?.gaps ?? []), gap] });
  }
  return [...byPlace.values()].map(({ origin, gaps }) => ({
    origin,
    gaps: gaps.length > 1 ? ["never reached"] : gaps,
  }));
}

const LONGEST = 60;

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

export function coverageJson(
  session: Session,
  { files, atLeast }: CoverageResult,
): Record<string, unknown> {
  const { places } = session;
  const quote = quoteIn(session);
  const { covered, all } = countOf(files);
  return {
    covered,
    points: all,
    ...(atLeast === undefined ? {} : { atLeast }),
    files: files.map((file) => {
      const counts = countOf([file]);
      return {
        file: places.path(file.path),
        covered: counts.covered,
        points: counts.all,
        uncovered: file.points
          .filter(({ isCovered }) => !isCovered)
          .map(({ kind, gap, origin }) => ({
            kind,
            gap,
            text: quote(origin),
            ...places.json(origin),
          })),
      };
    }),
  };
}
