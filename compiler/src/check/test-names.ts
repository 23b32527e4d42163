/** What the names in a test stand for: what it sets, and what it expects. */
import { nearest } from "../base/text.ts";
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
  const last = path.at(-1);
  const name =
    resolved?.target !== undefined && "name" in resolved.target ? resolved.target.name : undefined;
  if (name !== undefined) plan.used.add(name);
  const [first] = path;
  if (
    resolved === undefined &&
    first !== undefined &&
    path.length === 1 &&
    env.checker.sources.has(first.text)
  ) {
    const help = `Give its rows in a grid below \`given ${first.text}\`, or set one field of all of them: \`given ${first.text}.field is …\`.`;
    report(
      env,
      wrongKind,
      first.span,
      { name: first.text, kind: "a source", expected: "one value" },
      { help },
    );
    return undefined;
  }
  if (
    resolved === undefined &&
    last !== undefined &&
    plan.symbols.get(last.text)?.kind === "draw"
  ) {
    const { text: name, span } = last;
    const help = `Expect what is owed, drawn or repaid: \`${name}.owed\`, \`${name}.drawn\`, \`${name}.repaid\`; give what was owed before: \`${name}.opening\`.`;
    report(env, wrongKind, span, { name, kind: "a draw", expected: "one value" }, { help });
    return undefined;
  }
  if (resolved === undefined && last !== undefined && last.text !== "") {
    const known = [...plan.symbols.values()]
      .filter(
        ({ kind }) => kind !== "unit" && kind !== "type" && kind !== "plan" && kind !== "draw",
      )
      .map((symbol) => symbol.name);
    const meant = nearest(last.text, [...known, "payout", ...plan.people.fields.keys()]);
    const help =
      meant === undefined
        ? "A test sets and expects credits, measures, parameters, components, `payout`, and fields of the payee."
        : `Did you mean \`${meant}\`?`;
    report(env, unknownName, last.span, { name: path.map(({ text }) => text).join(".") }, { help });
  }
  return resolved;
}

/** What a path of a test means: `commission`, `ada.commission`, `Quotas.amount`, `hired`. */
export function resolve(
  plan: CheckedPlan,
  sources: ReadonlyMap<string, SourceInfo>,
  path: readonly Name[],
): Resolved | undefined {
  const [first, second, third] = path.map(({ text }) => text);
  const kept = resolveAccount(plan, path);
  if (kept !== undefined) return kept;
  if (first === undefined || third !== undefined) return undefined;
  const own = second === undefined ? resolveName(plan, first) : undefined;
  if (own !== undefined || second === undefined) return own;
  const field = sources.get(first)?.fields.get(second);
  if (field !== undefined)
    return { target: { kind: "keyed field", source: first, field: second }, type: field.type };
  const ofPayee = resolveName(plan, second);
  return ofPayee === undefined ? undefined : { ...ofPayee, payee: first };
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
