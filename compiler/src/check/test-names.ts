/** What the names in a test stand for: what it sets, and what it expects. */
import { nearest } from "../base/text.ts";
import type { Symbol_ } from "../bind/scope.ts";
import { unknownName, wrongKind } from "../diagnostics/catalogue/names.ts";
import type { Target } from "../ir/test.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Cell } from "../syntax/ast/test.ts";
import { type Env, report } from "./checker.ts";
import { periodOfComponent } from "./components.ts";
import { factOf, typeOfFact } from "./accounts.ts";
import type { CheckedPlan } from "./plans.ts";
import type { SourceInfo } from "./sources.ts";
import { type Type, UNKNOWN, money, numberOf } from "./types.ts";

/** A target, the type of its values, and the payee that a path names before it. */
export interface Resolved {
  readonly target: Target;
  readonly type: Type;
  readonly payee?: string;
  /** Another plan, whose value it is. */
  readonly of?: CheckedPlan;
}

/** `ada.commission` as names at their places. */
export function pathOfText(cell: Cell): Name[] {
  let start = cell.span.start;
  return cell.text.split(".").map((text) => {
    const name = { text: text.trim(), span: { start, end: start + text.length } };
    start += text.length + 1;
    return name;
  });
}

export function resolvePath(
  env: Env,
  plan: CheckedPlan,
  path: readonly Name[],
): Resolved | undefined {
  const resolved = resolve(plan, env.checker.sources, path);
  if (resolved === undefined) {
    reportUnresolved(env, plan, path);
    return undefined;
  }
  const { target } = resolved;
  if ("name" in target) (resolved.of ?? plan).used.add(target.name);
  return resolved;
}

/** Says what a test can name instead. */
function reportUnresolved(env: Env, plan: CheckedPlan, path: readonly Name[]): void {
  const [first, second] = path;
  const last = path.at(-1);
  if (first === undefined || last === undefined) return;
  const { text: name, span } = last;
  if (second === undefined && env.checker.sources.has(first.text)) {
    const help = `Give its rows in a grid below \`given ${name}\`, or set one field of all of them: \`given ${name}.field is …\`.`;
    report(env, wrongKind, span, { name, kind: "a source", expected: "one value" }, { help });
  } else if (plan.symbols.get(name)?.kind === "draw") {
    const help = `Expect what is owed, drawn or repaid: \`${name}.owed\`, \`${name}.drawn\`, \`${name}.repaid\`; give what was owed before: \`${name}.opening\`.`;
    report(env, wrongKind, span, { name, kind: "a draw", expected: "one value" }, { help });
  } else if (name !== "") {
    const known = [...plan.symbols.values()]
      .filter(({ kind }) => !UNTESTED.has(kind))
      .map((symbol) => symbol.name);
    const meant = nearest(name, [...known, "payout", ...plan.people.fields.keys()]);
    const help =
      meant === undefined
        ? "A test sets and expects credits, measures, parameters, components, `payout`, and fields of the payee."
        : `Did you mean \`${meant}\`?`;
    report(env, unknownName, span, { name: path.map(({ text }) => text).join(".") }, { help });
  }
}

/** What has no value that a test could set or expect. */
const UNTESTED: ReadonlySet<Symbol_["kind"]> = new Set([
  "unit",
  "type",
  "plan",
  "draw",
  "territories",
  "exception",
  "goal",
]);

/** What a path of a test means: `commission`, `ada.commission`, `Quotas.amount`, `hired`. */
export function resolve(
  plan: CheckedPlan,
  sources: ReadonlyMap<string, SourceInfo>,
  path: readonly Name[],
): Resolved | undefined {
  const [first, second, third] = path.map(({ text }) => text);
  const ofOther = resolveOther(plan, sources, path) ?? resolveAccount(plan, path);
  if (ofOther !== undefined) return ofOther;
  const fact = resolveFact(plan, path);
  if (fact !== undefined) return fact;
  if (first === undefined || third !== undefined) return undefined;
  const own = second === undefined ? resolveName(plan, first) : undefined;
  if (own !== undefined || second === undefined) return own;
  const field = sources.get(first)?.fields.get(second);
  if (field !== undefined)
    return { target: { kind: "keyed field", source: first, field: second }, type: field.type };
  const ofPayee = resolveName(plan, second);
  return ofPayee === undefined ? undefined : { ...ofPayee, payee: first };
}

/** `AccountExecutive.commission`, `ada.AccountExecutive.commission`: of a plan whose pay this one reads. */
function resolveOther(
  plan: CheckedPlan,
  sources: ReadonlyMap<string, SourceInfo>,
  path: readonly Name[],
): Resolved | undefined {
  const [first, second] = path;
  for (const of of othersOf(plan)) {
    const name = of.declaration.name.text;
    const rest = first?.text === name ? path.slice(1) : second?.text === name ? path.slice(2) : [];
    if (rest.length === 0) continue;
    const resolved = resolve(of, sources, rest);
    const payee = first?.text === name ? {} : { payee: first?.text ?? "" };
    if (resolved !== undefined) return { ...resolved, of, ...payee };
  }
  return undefined;
}

/** The plans whose pay a plan reads, and those that they read. */
function othersOf({ others }: CheckedPlan): CheckedPlan[] {
  return [...others].flatMap((other) => [other, ...othersOf(other)]);
}

/** `advance.owed`, `ada.payout.carried`: of what passes from one pay period to the next. */
function resolveAccount(plan: CheckedPlan, path: readonly Name[]): Resolved | undefined {
  const [word, name = word, payee, more] = path.map(({ text }) => text).reverse();
  if (word === undefined || name === undefined || more !== undefined) return undefined;
  const account = plan.account(name);
  const fact = account && factOf(account, word);
  if (account === undefined || fact === undefined) return undefined;
  return {
    target: { kind: "account", name, fact },
    type: typeOfFact(plan, account, fact),
    ...(payee === undefined ? {} : { payee }),
  };
}

/** `growth.progress`, `ada.growth.met`: of a goal. */
function resolveFact(plan: CheckedPlan, path: readonly Name[]): Resolved | undefined {
  const [fact, goal, payee, more] = path.map(({ text }) => text).reverse();
  if (fact === undefined || goal === undefined || more !== undefined) return undefined;
  const resolved = resolveName(plan, `${goal}.${fact}`);
  return resolved && { ...resolved, ...(payee === undefined ? {} : { payee }) };
}

function resolveName(plan: CheckedPlan, name: string): Resolved | undefined {
  const window = { kind: "each", period: plan.pays } as const;
  if (name === "payout")
    return { target: { kind: "payout" }, type: numberOf(money(plan.currency), { window }) };
  const symbol = plan.symbols.get(name);
  switch (symbol?.kind) {
    case "credit": {
      const worth = plan.credit(name)?.worth;
      return {
        target: { kind: "credit", name },
        type: worth === undefined ? { kind: "unknown" } : { ...worth, window },
      };
    }
    case "measure":
    case "parameter": {
      const type =
        symbol.kind === "measure"
          ? plan.typeOf(name, plan.pays)
          : (plan.parameters.get(name)?.type ?? UNKNOWN);
      return {
        target: { kind: symbol.kind, name },
        type: type.kind === "timeline" ? type.of : withoutOptional(type),
      };
    }
    case "component": {
      const period = periodOfComponent(symbol.declaration, plan.pays);
      return {
        target: { kind: "component", name },
        type: numberOf(money(plan.currency), { window: { kind: "each", period } }),
      };
    }
    case "balance": {
      const type = plan.account(name)?.opening;
      return type && { target: { kind: "account", name, fact: "closing" }, type };
    }
    case "table": {
      const info = [...plan.tables.values()].find((table) => table.info.name === name)?.info;
      return info === undefined
        ? undefined
        : { target: { kind: "lookup", name }, type: info.value };
    }
    default: {
      const field = plan.people.fields.get(name);
      return field === undefined
        ? undefined
        : { target: { kind: "payee field", field: name }, type: field.type };
    }
  }
}

function withoutOptional(type: Type): Type {
  return type.kind === "optional" ? type.of : type;
}
