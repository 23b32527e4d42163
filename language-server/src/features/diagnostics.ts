/** What is wrong in a file of the project: what its own check finds, and what the checks of its importers find in it. */
import { leveled } from "@attain/compiler/workspace/levels";
import { ALLOWABLE } from "@attain/compiler/diagnostics/catalogue/index";
import { type Diagnostic, inReadingOrder } from "@attain/compiler/diagnostics/diagnostic";
import { CONFIG_FILE } from "@attain/compiler/workspace/config";
import { checkConfigNames } from "@attain/compiler/workspace/config-names";
import { checkPlanNames } from "@attain/compiler/workspace/plan-names";
import { withoutRepeats } from "@attain/compiler/workspace/workspace";
import type { Project } from "../project/project.ts";

export function diagnosticsIn(project: Project, path: string): readonly Diagnostic[] {
  return path === CONFIG_FILE ? inConfig(project) : inPlanFile(project, path);
}

function inPlanFile(project: Project, path: string): Diagnostic[] {
  const own = project.view(path);
  if (own === undefined) return [];
  const found = [own, ...project.importers(path)].flatMap(({ checked }) => checked.diagnostics);
  const names = checkPlanNames(project.views().map(({ checked }) => checked));
  const here = [...found, ...names].filter(({ at }) => at.file.path === path);
  return leveled(project.config().config, withoutRepeats(here));
}

function inConfig(project: Project): Diagnostic[] {
  const { config, diagnostics } = project.config();
  const sources = project.views().flatMap(({ checked }) => [...checked.program.sources.values()]);
  return inReadingOrder([...diagnostics, ...checkConfigNames(config, sources, ALLOWABLE)]);
}
