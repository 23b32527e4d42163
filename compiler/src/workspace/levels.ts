/** How much each finding weighs, as the project's configuration has it. */
import { categoryOf } from "../diagnostics/catalogue/categories.ts";
import { type Diagnostic, inReadingOrder } from "../diagnostics/diagnostic.ts";
import type { ProjectConfig } from "./config.ts";

/** Diagnostics with the levels of `lint`. What is an error by itself stays one: a plan with an error isn't run. `asked` are those that must be asked for. */
export function leveled(
  { lint }: ProjectConfig,
  diagnostics: readonly Diagnostic[],
  asked: readonly Diagnostic[] = [],
): Diagnostic[] {
  const wanted = asked.filter(({ name }) => lint[name] !== undefined);
  const all = wanted.length === 0 ? diagnostics : inReadingOrder([...diagnostics, ...wanted]);
  return all.flatMap((diagnostic) => {
    const level = lint[diagnostic.name] ?? lint[categoryOf(diagnostic.code) ?? ""];
    if (level === undefined || diagnostic.severity === "error") return [diagnostic];
    return level === "off" ? [] : [{ ...diagnostic, severity: level }];
  });
}
