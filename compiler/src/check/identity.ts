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
  /** The credit of which all or some are totalled, in whatever window. */
  readonly totalled?: string;
}

/** The identity of an expression that stands in `file`. */
export function identity(env: Env, node: Expression, file: SourceFile): Identity {
  const seen = seenThrough(env, node, file);
  const key = keyOf(env, seen.node, seen.file);
  const text = textAt({ file, span: node.span });
  if (seen.node.kind !== "Binary" || seen.node.operator !== "/") {
    return { text, key, ...creditOf(env, seen.node, seen.file) };
  }
  const over = seenThrough(env, seen.node.left, seen.file);
  return {
    text,
    key,
    numerator: textAt({ file: seen.file, span: seen.node.left.span }),
    numeratorKey: keyOf(env, over.node, over.file),
    ...creditOf(env, over.node, over.file),
  };
}

interface Placed {
  readonly node: Expression;
  readonly file: SourceFile;
}

/** What a measure's name stands for; what `otherwise` falls back from. A measure may be defined by itself. */
function seenThrough(
  env: Env,
  node: Expression,
  file: SourceFile,
  seen: Set<string> = new Set(),
): Placed {
  if (node.kind === "Otherwise") return seenThrough(env, node.value, file, seen);
  if (node.kind !== "Reference") return { node, file };
  const name = node.name.text;
  const symbol = env.checker.symbols.get(name);
  const isField = env.row?.fields.has(name) === true;
  const isPlain = symbol?.kind === "measure" && symbol.declaration.rounding === undefined;
  if (!isPlain || isField || seen.has(name)) return { node, file };
  seen.add(name);
  return seenThrough(env, symbol.declaration.value, symbol.at.file, seen);
}

/** A key that is longer tells nothing apart that its place doesn't. */
const LONGEST = 2000;

/** `known`: the keys of measures that have been seen through. */
function keyOf(
  env: Env,
  node: Expression,
  file: SourceFile,
  known: Map<string, string> = new Map(),
): string {
  const seen = seenThrough(env, node, file);
  if (seen.node !== node && node.kind === "Reference") {
    const name = node.name.text;
    if (!known.has(name)) {
      known.set(name, name);
      known.set(name, keyOf(env, seen.node, seen.file, known));
    }
    return known.get(name) ?? name;
  }
  if (seen.node !== node) return keyOf(env, seen.node, seen.file, known);
  switch (node.kind) {
    case "Reference":
      return node.name.text;
    case "Binary": {
      const [left, right] = [node.left, node.right].map((side) => keyOf(env, side, file, known));
      const key = `(${left} ${node.operator} ${right})`;
      return key.length > LONGEST ? `${file.path} ${node.span.start}` : key;
    }
    default:
      return textAt({ file, span: node.span }).replace(/\s+/g, " ");
  }
}

/** The credit that an expression totals, without a filter or with one, or goes through one by one. */
function creditOf(
  env: Env,
  node: Expression,
  file: SourceFile,
  seen: Set<string> = new Set(),
): Pick<Identity, "creditKey" | "totalled"> {
  if (node.kind === "Reference") {
    if (node.name.text === "credited")
      return env.credit === undefined ? {} : { creditKey: env.credit.name };
    const { text: name } = node.name;
    const isCredit = env.checker.symbols.get(name)?.kind === "credit";
    return isCredit ? { creditKey: name, totalled: name } : {};
  }
  if (node.kind === "Windowed") {
    const of = seenThrough(env, node.of, file, seen);
    return creditOf(env, of.node, of.file, seen);
  }
  if (node.kind !== "Collection") return {};
  const { text: totalled } = node.credit;
  if (env.checker.symbols.get(totalled)?.kind !== "credit") return {};
  return node.where === undefined ? { creditKey: totalled, totalled } : { totalled };
}
