/** Plans of a project are told apart by their names: in payouts, on statements, in the files that are written. */
import { repeatedPlan } from "../diagnostics/catalogue/project.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Location } from "../text/source-file.ts";
import type { Checked } from "./workspace.ts";

/** A diagnostic for each plan whose name another file has already used; small and capital letters are alike. */
export function checkPlanNames(checked: readonly Checked[]): Diagnostic[] {
  const first = new Map<string, Location>();
  return checked.flatMap(({ file, program }) =>
    program.scope.module.tree.declarations.flatMap((declaration) => {
      if (declaration.kind !== "Plan" || declaration.name.text === "") return [];
      const { name } = declaration;
      const at = { file, span: name.span };
      const known = first.get(name.text.toLowerCase());
      first.set(name.text.toLowerCase(), known ?? at);
      // Two in one file are reported where names are bound.
      if (known === undefined || known.file === file) return [];
      const related = [{ at: known, message: "the first one" }];
      const help =
        "Rename one of them, or remove one: payouts and statements go by the name of the plan.";
      return [diagnose(repeatedPlan, at, { name: name.text }, { related, help })];
    }),
  );
}
