/** A place where a name stands: as what, and what it has around it. */
import type { Expression, TextLiteral } from "@attain/compiler/syntax/ast/expression";
import type { Name } from "@attain/compiler/syntax/ast/node";
import type { PlanDeclaration, PlanMember } from "@attain/compiler/syntax/ast/plan";
import type { ScenarioDeclaration } from "@attain/compiler/syntax/ast/scenario";
import type { SourceDeclaration, TerritoriesDeclaration } from "@attain/compiler/syntax/ast/source";
import type { Axis } from "@attain/compiler/syntax/ast/table";
import type { TestDeclaration } from "@attain/compiler/syntax/ast/test";

/** What a name has around it. */
export interface Standing {
  readonly plan?: PlanDeclaration;
  readonly member?: PlanMember;
  readonly test?: TestDeclaration;
  readonly scenario?: ScenarioDeclaration;
  /** The source, or the credit from one, whose row is at hand. */
  readonly row?: Name;
  /** The credit at hand, where each is taken by itself. */
  readonly credit?: Name;
}

export type Role =
  | { readonly is: "declaration" }
  | { readonly is: "value declared"; readonly type?: string }
  | { readonly is: "field declared" | "own field"; readonly source: SourceDeclaration }
  | { readonly is: "value"; readonly node: Expression & { readonly kind: "Reference" } }
  | { readonly is: "field"; readonly node: Expression & { readonly kind: "Access" } }
  | { readonly is: "text"; readonly node: TextLiteral }
  | { readonly is: "case"; readonly axis: Axis | undefined }
  | {
      readonly is: "path";
      readonly path: readonly Name[];
      readonly index: number;
      readonly given: boolean;
    }
  /** One of a map of territories, named where another is declared. */
  | { readonly is: "territory"; readonly of: TerritoriesDeclaration }
  | { readonly is: "column" | "field named"; readonly source: Name }
  | { readonly is: PlainRole };

/** A name whose place says all that there is to say. `name` is one that stands for any declaration. */
export type PlainRole =
  | "name"
  | "source"
  | "people"
  | "plan"
  | "other plan"
  | "inherited"
  | "component"
  | "rule of pay"
  | "draw"
  | "type"
  | "per"
  | "period"
  /** What an amount is prorated into: a period, or the segment at hand. */
  | "into"
  | "pay period"
  | "currency"
  | "unit"
  | "rule"
  | "code"
  | "credit"
  | "rates"
  | "call"
  | "measure"
  | "method"
  | "each"
  | "tie"
  | "deal or share"
  | "payee key";

export interface Site {
  readonly name: Name;
  readonly role: Role;
  readonly standing: Standing;
}

export function site(name: Name, role: Role, standing: Standing): Site {
  return { name, role, standing };
}
