/** Whether two expressions are the same amount, however they are named: measures are seen through to what they mean. */
import type { Expression } from "../syntax/ast/expression.ts";
import { type SourceFile, textAt } from "../text/source-file.ts";
import type { Checker, Env as FullEnv } from "./checker.ts";

/** What there is to know of a place to tell amounts apart. */
type Env = Pick<FullEnv, "row" | "credit"> & { readonly checker: Pick<Checker, "symbols"> };

export interface Identity {
  /** How the reader knows it. */
  readonly text: string;
  /** Equal for equal amounts. */
  readonly key: string;
  /** For a quotient: what is measured, and its key. */
  readonly numerator?: string;
  readonly numeratorKey?: string;
  /** The credit whose total, in whatever window, is measured; or whose credits, one by one. */
  readonly creditKey?: string;
}

/** The identity of an expression that stands in `file`. */
export function identity(env: Env, node: Expression, file: SourceFile): Identity {
  const seen = seenThrough(env, node, file);
  const key = keyOf(env, seen.node, seen.file);
  const text = textAt({ file, span: node.span });
  const creditKey = creditOf(env, seen.node, seen.file);
  if (seen.node.kind !== "Binary" || seen.node.operator !== "/") {
    return { text, key, ...(creditKey === undefined ? {} : { creditKey }) };
  }
  const over = seenThrough(env, seen.node.left, seen.file);
  const measured = creditOf(env, over.node, over.file);
  return {
    text,
    key,
    numerator: textAt({ file: seen.file, span: seen.node.left.span }),
    numeratorKey: keyOf(env, over.node, over.file),
    ...(measured === undefined ? {} : { creditKey: measured }),
  };
}

interface Placed {
  readonly node: Expression;
  readonly file: SourceFile;
}

/** What a measure's name stands for; what `otherwise` falls back from. */
function seenThrough(env: Env, node: Expression, file: SourceFile): Placed {
  if (node.kind === "Otherwise") return seenThrough(env, node.value, file);
  if (node.kind !== "Reference") return { node, file };
  const symbol = env.checker.symbols.get(node.name.text);
  const isField = env.row?.fields.has(node.name.text) === true;
  if (symbol?.kind !== "measure" || isField || symbol.declaration.rounding !== undefined)
    return { node, file };
  return seenThrough(env, symbol.declaration.value, symbol.at.file);
}

function keyOf(env: Env, node: Expression, file: SourceFile): string {
  const seen = seenThrough(env, node, file);
  if (seen.node !== node) return keyOf(env, seen.node, seen.file);
  switch (node.kind) {
    case "Reference":
      return node.name.text;
    case "Binary":
      return `(${keyOf(env, node.left, file)} ${node.operator} ${keyOf(env, node.right, file)})`;
    default:
      return textAt({ file, span: node.span }).replace(/\s+/g, " ");
  }
}

/** The credit that an expression totals without a filter, or goes through one by one. */
function creditOf(env: Env, node: Expression, file: SourceFile): string | undefined {
  if (node.kind === "Reference") {
    if (node.name.text === "credited") return env.credit?.name;
    return env.checker.symbols.get(node.name.text)?.kind === "credit" ? node.name.text : undefined;
  }
  if (node.kind === "Windowed") {
    const of = seenThrough(env, node.of, file);
    return creditOf(env, of.node, of.file);
  }
  return node.kind === "Collection" && node.where === undefined ? node.credit.text : undefined;
}
