/** The syntax tree: a closed union of plain, readonly nodes. It holds what was written, and nothing that was inferred. */
import type { TextLiteral } from "./expression.ts";
import type { Name, NodeBase } from "./node.ts";
import type { PlanDeclaration, SharedDeclaration } from "./plan.ts";
import type {
  SourceDeclaration,
  TerritoriesDeclaration,
  TypeDeclaration,
  UnitDeclaration,
} from "./source.ts";
import type { ScenarioDeclaration } from "./scenario.ts";
import type { TestDeclaration } from "./test.ts";

export interface File {
  readonly declarations: readonly Declaration[];
  /** Lines that begin with a word that begins no line there. */
  readonly strays: readonly Stray[];
}

/** A line that was set aside because its first word begins no line there. */
export interface Stray extends NodeBase {
  readonly word: Name;
  /** The words that may begin a line there. */
  readonly expected: readonly string[];
}

export type Declaration =
  | ImportDeclaration
  | CalendarDeclaration
  | UnitDeclaration
  | TypeDeclaration
  | SourceDeclaration
  | TerritoriesDeclaration
  | SharedDeclaration
  | PlanDeclaration
  | TestDeclaration
  | ScenarioDeclaration;

interface ImportDeclaration extends NodeBase {
  readonly kind: "Import";
  readonly path: TextLiteral;
}

export interface CalendarDeclaration extends NodeBase {
  readonly kind: "Calendar";
  readonly phrases: readonly Phrase[];
}

/** Words such as `starts February`. */
export interface Phrase extends NodeBase {
  readonly words: readonly string[];
}
