/** Rules that a project writes for itself, in modules that attain.json names. */
import { faultyRule, ownRule } from "../diagnostics/catalogue/project.ts";
import { diagnose, type Diagnostic, type Severity } from "../diagnostics/diagnostic.ts";
import type * as ir from "../ir/ir.ts";
import { walk } from "../ir/reads.ts";
import type { Location } from "../text/source-file.ts";
import type { Written } from "./rule.ts";

/** What a module of rules exports, by default one of these or a list of them. */
export interface CustomRule {
  /** Words with dashes between them. `allow NAME "reason"` and `lint` in attain.json know it by this. */
  readonly name: string;
  readonly level?: Severity;
  readonly check: (context: CustomContext) => void;
}

interface CustomContext {
  /** One of the plans of the file, in the representation: plain data, described in ARCHITECTURE.md. */
  readonly plan: ir.Plan;
  /** All of them, with the sources that they read. */
  readonly program: ir.Program;
  /** The words of the plan at an origin. */
  readonly text: (origin: ir.Origin) => string;
  /** Visits every object of a part of the representation. */
  readonly walk: typeof walk;
  readonly report: (finding: CustomFinding) => void;
}

interface CustomFinding {
  /** Anything of the representation that has an origin. */
  readonly at: { readonly origin: ir.Origin };
  readonly message: string;
  readonly help?: string;
}

interface Read {
  readonly program: ir.Program;
  readonly written: readonly Written[];
  readonly place: (origin: ir.Origin) => Location;
}

/** What the rules of a project find. A rule that fails is told of like a fault of the plan that it was shown. */
export function customFindings(rules: readonly CustomRule[], read: Read): Diagnostic[] {
  const { program } = read;
  return rules.flatMap((rule) => program.plans.flatMap((plan) => findingsIn(rule, plan, read)));
}

function findingsIn(
  rule: CustomRule,
  plan: ir.Plan,
  { program, written, place }: Read,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const text: CustomContext["text"] = ({ path, start, end }) =>
    written.find(({ file }) => file.path === path)?.file.text.slice(start, end) ?? "";
  const report: CustomContext["report"] = ({ at, message, help }) => {
    const details = help === undefined ? {} : { help };
    const finding = diagnose(ownRule, place(at.origin), { finding: message }, details);
    found.push({ ...finding, name: rule.name, severity: rule.level ?? finding.severity });
  };
  try {
    rule.check({ plan, program, walk, text, report });
    return found;
  } catch (error) {
    const fault = `it failed on \`${plan.name}\`, with "${error instanceof Error ? error.message : String(error)}"`;
    const help = "Mend the rule, or take its module out of attain.json.";
    return [diagnose(faultyRule, place(plan.origin), { module: rule.name, fault }, { help })];
  }
}
