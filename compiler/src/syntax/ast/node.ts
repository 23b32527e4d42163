/** What all nodes of the tree have, and those with a name. */
import type { Span } from "../../text/source-file.ts";

export interface NodeBase {
  readonly span: Span;
}

/** A name as it was written, without the backticks that let a reserved word be a name. */
export interface Name extends NodeBase {
  readonly text: string;
}

/** What a declaration with a name has: the words of the letter, and the comment above it. */
export interface Named extends NodeBase {
  readonly name: Name;
  readonly label?: string;
  /** The lines of the `///` comment above, without the slashes. */
  readonly doc?: string;
}
