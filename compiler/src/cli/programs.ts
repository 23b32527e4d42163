/** The plans of a session, ready to be run, with the words and places of their files. */
import { neededSources } from "../ir/reads.ts";
import { emitModule } from "../emit/module.ts";
import type * as ir from "../ir/ir.ts";
import { lowerProgram } from "../lower/program.ts";
import { positionAt, type SourceFile } from "../text/source-file.ts";
import type { Checked } from "../workspace/workspace.ts";
import type { Session } from "./session.ts";

export interface Planned {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly file: SourceFile;
  /** The sources that the plan reads. */
  readonly sources: readonly ir.Source[];
}

export function plansOf(checked: readonly Checked[]): Planned[] {
  return checked.flatMap(({ program, file }) => plannedOf(lowerProgram(program), file));
}

/** The plans of one file. */
export function plannedOf(program: ir.Program, file: SourceFile): Planned[] {
  return program.plans.map((plan) => ({
    program,
    plan,
    file,
    sources: neededSources([plan], program),
  }));
}

/** The text of the plan at an origin, as it is written. */
export function textIn({ workspace }: Session): (origin: ir.Origin) => string {
  return ({ path, start, end }) => workspace.module(path)?.file.text.slice(start, end) ?? "";
}

/** The words of the plan at an origin, on one line and without comments. */
export function quoteIn(session: Session): (origin: ir.Origin) => string {
  const read = textIn(session);
  return (origin) => {
    const text = read(origin);
    return text
      .replace(/\/\/[^\n]*/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  };
}

/** `plans/ae.plan:26`. */
function locateIn({ workspace }: Session): (origin: ir.Origin) => string {
  return ({ path, start }) => {
    const module = workspace.module(path);
    return module === undefined ? path : `${path}:${positionAt(module.file, start).line}`;
  };
}

/** The emitted code of a plan. */
export function codeOf(session: Session, { program, plan }: Planned): string {
  return emitModule(program, plan, locateIn(session));
}
