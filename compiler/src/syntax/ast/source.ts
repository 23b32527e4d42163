/** Sources, types and units, as they are written. */
import type { Span } from "../../text/source-file.ts";
import type { Expression } from "./expression.ts";
import type { Name, Named, NodeBase } from "./node.ts";

export interface UnitDeclaration extends NodeBase {
  readonly kind: "Unit";
  readonly units: readonly { readonly name: Name; readonly places?: number }[];
}

export interface TypeDeclaration extends Named {
  readonly kind: "Type";
  readonly members: readonly Name[];
}

export interface SourceDeclaration extends Named {
  readonly kind: "Source";
  /** Whether its rows are people who can be paid. */
  readonly people: boolean;
  readonly fields: readonly Field[];
  readonly validity?: { readonly from: Name; readonly until: Name; readonly span: Span };
  readonly checks: readonly Check[];
}

export interface Field extends NodeBase {
  readonly name: Name;
  readonly doc?: string;
  readonly type: TypeNode;
  readonly optional: boolean;
  readonly key: boolean;
  readonly places?: number;
  /** The column holds percents: 35 means 35 %. */
  readonly percent: boolean;
  readonly limits: readonly Limit[];
  readonly presentWhen?: Expression;
}

/** Parts of a market; each row of a source lies in one of them. */
export interface TerritoriesDeclaration extends Named {
  readonly kind: "Territories";
  readonly source: Name;
  readonly territories: readonly Territory[];
  /** Where all other rows lie. */
  readonly elsewhere?: Name;
}

export interface Territory extends Named {
  readonly where: Expression;
  /** The territories that it wins against, where both hold a row. */
  readonly ahead: readonly Name[];
}

export type TypeNode =
  | (NodeBase & { readonly kind: "OneOf"; readonly members: readonly Name[] })
  | (NodeBase & {
      readonly kind: "TypeName";
      readonly name: Name;
      readonly per?: Name;
      /** `Money in currency`: the field of the row that says which. */
      readonly in?: Name;
    });

export interface Limit extends NodeBase {
  readonly bound: "at least" | "at most" | "above" | "below";
  readonly value: Expression;
}

export interface Check extends NodeBase {
  readonly condition: Expression;
  readonly message?: string;
}
