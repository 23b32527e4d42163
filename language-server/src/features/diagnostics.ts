/** What is wrong in a file of the project: what its own check finds, and what the checks of its importers find in it. */
import { leveled } from "@attain/compiler/workspace/levels";
import { CATEGORY_NAMES, categoryOf } from "@attain/compiler/diagnostics/catalogue/categories";
import { ALLOWABLE } from "@attain/compiler/diagnostics/catalogue/index";
import { type Diagnostic, inReadingOrder } from "@attain/compiler/diagnostics/diagnostic";
import { allowsNothing } from "@attain/compiler/diagnostics/catalogue/plans";
import { unknownRule } from "@attain/compiler/diagnostics/catalogue/project";
import { textAt } from "@attain/compiler/text/source-file";
import { CONFIG_FILE, type ProjectConfig } from "@attain/compiler/workspace/config";
import { checkConfigNames } from "@attain/compiler/workspace/config-names";
import { checkPlanNames } from "@attain/compiler/workspace/plan-names";
import { type Checked, withoutRepeats } from "@attain/compiler/workspace/workspace";
import type { Project } from "../project/project.ts";

export function diagnosticsIn(project: Project, path: string): readonly Diagnostic[] {
  return path === CONFIG_FILE
    ? inConfig(project)
    : inPlanFile(project, path, checksOf(project, path));
}

/** What is known without the review of sound plans; `isWhole` where it has been made, or there is none to be made. */
export interface Known {
  readonly diagnostics: readonly Diagnostic[];
  readonly isWhole: boolean;
}

export function knownIn(project: Project, path: string): Known {
  const checks = path === CONFIG_FILE ? [] : checksOf(project, path);
  if (checks.every(({ isReviewed }) => isReviewed))
    return { diagnostics: diagnosticsIn(project, path), isWhole: true };
  const soon = checks.map((checked) => (checked.isReviewed ? checked : early(checked)));
  return { diagnostics: inPlanFile(project, path, soon), isWhole: false };
}

/** Whether it is a review that finds it. */
export function isOfReview({ code }: Diagnostic): boolean {
  return categoryOf(code) !== undefined || code === allowsNothing.code;
}

type Findings = Pick<Checked, "diagnostics" | "asked">;

function early({ prompt }: Checked): Findings {
  return { diagnostics: prompt, asked: [] };
}

/** Of the file itself, and of those that import it. */
function checksOf(project: Project, path: string): Checked[] {
  const own = project.view(path);
  return own === undefined ? [] : [own, ...project.importers(path)].map(({ checked }) => checked);
}

function inPlanFile(
  project: Project,
  path: string,
  checks: readonly Findings[],
): readonly Diagnostic[] {
  if (checks.length === 0) return [];
  const found = checks.flatMap(({ diagnostics }) => diagnostics);
  const asked = checks
    .flatMap((checked) => checked.asked)
    .filter(({ at }) => at.file.path === path);
  const names = checkPlanNames(project.views().map(({ checked }) => checked));
  const here = [...found, ...names].filter(({ at }) => at.file.path === path);
  const { config } = project.config();
  return withoutOwnRules(config, leveled(config, withoutRepeats(here), withoutRepeats(asked)));
}

function inConfig(project: Project): Diagnostic[] {
  const { config, diagnostics } = project.config();
  const sources = project.views().flatMap(({ checked }) => [...checked.program.sources.values()]);
  const names = checkConfigNames(config, sources, [...ALLOWABLE, ...CATEGORY_NAMES]);
  return inReadingOrder(withoutOwnRules(config, [...diagnostics, ...names]));
}

/** Rules of the project's own aren't run here, so that a name which nothing has may be the name of one of them. */
function withoutOwnRules(
  { rules }: ProjectConfig,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (rules.length === 0) return diagnostics;
  return diagnostics.filter(({ code, at }) => {
    const isOfRule = code === allowsNothing.code || code === unknownRule.code;
    return !isOfRule || ALLOWABLE.has(textAt(at).replaceAll('"', ""));
  });
}
