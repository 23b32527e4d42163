/** How much each finding weighs, as the project's configuration has it. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ProjectConfig } from "./config.ts";

/** Diagnostics with the levels of `lint`. What is an error by itself stays one: a plan with an error isn't run. */
export function leveled({ lint }: ProjectConfig, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const level = lint[diagnostic.name];
    if (level === undefined || diagnostic.severity === "error") return [diagnostic];
    return level === "off" ? [] : [{ ...diagnostic, severity: level }];
  });
}
