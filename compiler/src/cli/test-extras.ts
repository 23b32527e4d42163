/** What `attain test` says beside the tests: whether statements are as accepted, what the tests reach of the plans, and which changes of the plans they notice. */
import { coverageOf } from "../coverage/coverage.ts";
import { counted } from "../base/text.ts";
import type { Checked } from "../workspace/workspace.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import {
  coverageFindings,
  coverageJson,
  type CoverageResult,
  coveredShare,
  reportCoverage,
} from "./coverage-report.ts";
import type { Finding } from "./formats/report.ts";
import { type Golden, goldensOf } from "./golden.ts";
import { goldenJson, isHeld, reportGoldens } from "./golden-report.ts";
import type { Io } from "./io.ts";
import { type MutationResult, mutationOf } from "./mutation.ts";
import { mutationFindings, mutationJson, reportMutation } from "./mutation-report.ts";
import type { Session } from "./session.ts";
import { suitesOf } from "./suites.ts";
import { type FileTest, isPassed } from "./tests.ts";
import { atLeastOf, isBelow, shareText } from "./thresholds.ts";

export interface Extras {
  readonly goldens: readonly Golden[];
  readonly coverage?: CoverageResult;
  readonly mutation?: MutationResult | "not while tests fail";
}

export async function extrasOf(
  io: Io,
  args: Arguments,
  session: Session,
  checked: readonly Checked[],
  results: readonly FileTest[],
): Promise<Extras> {
  const atLeast = atLeastOf(args);
  if (atLeast !== undefined && !args.flag("coverage") && !args.flag("mutate"))
    throw new UsageError("--at-least belongs to --coverage or --mutate.");
  const accept = args.values("accept");
  if (accept.length > 0 && !session.isWhole)
    throw new UsageError("Statements are those of the whole project: --accept goes without files.");
  const isAll = session.isWhole && args.value("filter") === undefined;
  const goldens = isAll || accept.length > 0 ? await goldensOf(io, session, checked, accept) : [];
  const { coverage, mutation } = session.config.tests;
  const suites = suitesOf(checked, args.value("filter"));
  return {
    goldens,
    ...(args.flag("coverage")
      ? { coverage: { files: coverageOf(suites), atLeast: atLeast ?? coverage } }
      : {}),
    ...(args.flag("mutate")
      ? {
          mutation: results.every(isPassed)
            ? await mutationOf(io, session, suites, atLeast ?? mutation)
            : "not while tests fail",
        }
      : {}),
  };
}

/** Whether a statement isn't as accepted, or the tests cover, or notice, less than is asked for. */
export function isShort({ goldens, coverage, mutation }: Extras): boolean {
  return (
    !goldens.every(isHeld) ||
    (coverage !== undefined && isBelow(coveredShare(coverage), coverage.atLeast)) ||
    (typeof mutation === "object" && isBelow(mutation.score, mutation.atLeast))
  );
}

/** `coverage 89.4%`, and the like: each in a few words. */
export function countTexts({ goldens, coverage, mutation }: Extras): string[] {
  const failed = goldens.filter((golden) => !isHeld(golden)).length;
  return [
    ...(failed === 0 ? [] : [`${counted(failed, "statement")} not as accepted`]),
    ...(coverage === undefined ? [] : [`coverage ${shareText(coveredShare(coverage))}`]),
    ...(typeof mutation === "object"
      ? [`${shareText(mutation.score)} of the changes of plans noticed`]
      : []),
  ];
}

export function printExtras(
  io: Io,
  session: Session,
  { goldens, coverage, mutation }: Extras,
): void {
  reportGoldens(io, session.places, goldens);
  if (coverage !== undefined) reportCoverage(io, session, coverage);
  if (typeof mutation === "object") reportMutation(io, session.places, mutation);
  else if (mutation !== undefined)
    io.err("The plans weren't changed: what tests notice is told by tests that pass.\n");
}

/** What the tests don't reach, and don't notice, as findings in the plans. */
export function remarksOf(session: Session, { coverage, mutation }: Extras): Finding[] {
  return [
    ...(coverage === undefined ? [] : coverageFindings(session, coverage)),
    ...(typeof mutation === "object" ? mutationFindings(session.places, mutation) : []),
  ];
}

export function extrasJson(
  session: Session,
  { goldens, coverage, mutation }: Extras,
): Record<string, unknown> {
  return {
    ...(goldens.length === 0
      ? {}
      : { statements: goldens.map((one) => goldenJson(one, session.places)) }),
    ...(coverage === undefined ? {} : { coverage: coverageJson(session, coverage) }),
    ...(typeof mutation === "object" ? { mutation: mutationJson(mutation, session.places) } : {}),
  };
}
