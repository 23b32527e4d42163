/** KPIs that are made of what they are given: `WinRate(Won, Decided)`. */
import { counted, listed } from "../base/text.ts";
import { type Symbol_, describe } from "../bind/scope.ts";
import { missingPart, unknownName, wrongKind } from "../diagnostics/catalogue/names.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import type { Collection, Expression } from "../syntax/ast/expression.ts";
import { diagnose } from "../diagnostics/diagnostic.ts";
import type { Need } from "../syntax/ast/kpi.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Measure } from "../syntax/ast/plan.ts";
import { childrenOf, rebuilt } from "../syntax/walk.ts";
import type { Span } from "../text/source-file.ts";
import { type Checker, type Env, report } from "./checker.ts";
import { textOf } from "./expressions/demand.ts";

type Call = Extract<Expression, { kind: "Call" }>;

/** The kinds of things that a KPI may need. */
const NEEDS = ["credit", "people", "amount"] as const;

/** What can be said of a KPI that is given what it needs before it is given anything. */
export function checkPattern(
  checker: Checker,
  { declaration: kpi, at }: Extract<Symbol_, { kind: "measure" }>,
): void {
  const { file } = at;
  const needs = kpi.kpi?.needs ?? [];
  for (const { what } of needs) {
    if ((NEEDS as readonly string[]).includes(what.text) || what.text === "") continue;
    const facts = { expected: "`credit`, `people` or `amount`", found: `\`${what.text}\`` };
    checker.report(diagnose(wrongType, { file, span: what.span }, facts));
  }
  if (kpi.kpi?.better === undefined) {
    const facts = {
      declaration: `The KPI \`${kpi.name.text}\``,
      part: "which way it gets better",
    };
    const help = "Add a line `higher is better` or `lower is better`.";
    checker.report(diagnose(missingPart, at, facts, { help }));
  }
  const known = new Set([...needs.map(({ name }) => name.text), "credited", "count", ""]);
  for (const { text, span } of namesIn(kpi.value)) {
    if (known.has(text) || checker.symbols.get(text)?.kind === "parameter") continue;
    const help = `It reads nothing but what it needs: add a line \`needs ${text} : amount\`.`;
    checker.report(diagnose(unknownName, { file, span }, { name: text }, { help }));
  }
}

/** The names of what is read. */
function namesIn(node: Expression): Name[] {
  const own =
    node.kind === "Reference"
      ? [node.name]
      : node.kind === "Collection"
        ? [node.credit]
        : node.kind === "Aggregate"
          ? [node.of.credit]
          : [];
  return [...own, ...childrenOf(node).flatMap(namesIn)];
}

/** How a KPI is used: `WinRate(won, decided)`. */
export function usage({ name, kpi }: Measure): string {
  return `${name.text}(${(kpi?.needs ?? []).map((need) => need.name.text).join(", ")})`;
}

/** The formula of the KPI with what the call gives it; undefined (and reported) if that doesn't fit. */
export function instantiated(env: Env, node: Call, kpi: Measure): Expression | undefined {
  const needs = kpi.kpi?.needs ?? [];
  if (node.args.length !== needs.length) {
    const facts = {
      expected: counted(needs.length, "value"),
      found: counted(node.args.length, "value"),
    };
    report(env, wrongType, node.span, facts, { help: helpWith(kpi) });
    return undefined;
  }
  const fits = needs.map((need, i) => fitsNeed(env, need, node.args[i], kpi));
  if (fits.includes(false)) return undefined;
  const given = new Map(needs.map((need, i) => [need.name.text, node.args[i]]));
  return substituted(kpi.value, given, node.span);
}

function helpWith(kpi: Measure): string {
  const needs = (kpi.kpi?.needs ?? []).map(
    ({ name, what, label }) =>
      `\`${name.text}\`, ${what.text === "people" ? "people" : `${article(what.text)} ${what.text}`}${label === undefined ? "" : ` (${label})`}`,
  );
  return `It is used as \`${usage(kpi)}\`, with ${listed(needs, "and")}.`;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? "an" : "a";
}

function fitsNeed(env: Env, { what }: Need, arg: Expression | undefined, kpi: Measure): boolean {
  if (arg === undefined || what.text === "amount") return true;
  const symbol = env.checker.symbols.get(collectionOf(arg)?.credit.text ?? "");
  if (isOf(env, what.text, symbol)) return true;
  const details = {
    help: helpWith(kpi),
    ...(symbol === undefined ? {} : { related: [{ at: symbol.at, message: "declared here" }] }),
  };
  const expected = what.text === "people" ? "the people whom the plan is for" : "a credit";
  if (symbol !== undefined)
    report(
      env,
      wrongKind,
      arg.span,
      { name: symbol.name, kind: describe(symbol), expected },
      details,
    );
  else {
    const facts = { expected: sentence(expected), found: `\`${textOf(env, arg)}\`` };
    report(env, wrongType, arg.span, facts, details);
  }
  return false;
}

function sentence(words: string): string {
  return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
}

function isOf(env: Env, what: string, symbol: Symbol_ | undefined): boolean {
  if (what === "people") return symbol?.kind === "source" && symbol.name === env.plan?.people.name;
  return symbol?.kind === "credit";
}

/** `Won`, or `(Won where …)`: something that can be counted. */
function collectionOf(node: Expression): Collection | undefined {
  if (node.kind === "Collection") return node;
  return node.kind === "Reference"
    ? { kind: "Collection", credit: node.name, span: node.span }
    : undefined;
}

/** What is given keeps its place; the words around it stand where the KPI is called. */
function substituted(
  node: Expression,
  given: ReadonlyMap<string, Expression | undefined>,
  span: Span,
): Expression {
  const inner = (child: Expression): Expression => substituted(child, given, span);
  if (node.kind === "Reference") {
    const arg = given.get(node.name.text);
    return arg === undefined ? rebuilt(node, inner, span) : copied(arg);
  }
  if (node.kind !== "Collection") return rebuilt(node, inner, span);
  const arg = given.get(node.credit.text);
  const of = arg === undefined ? undefined : collectionOf(copied(arg));
  const own = rebuilt(node, inner, span);
  return of === undefined ? own : narrowed({ ...own, credit: of.credit }, of.where);
}

/** Made anew, as it stands. */
export function copied<Node extends Expression>(node: Node): Node {
  return rebuilt(node, copied);
}

/** Only those rows that fulfil `where`, too. */
export function narrowed(of: Collection, where: Expression | undefined): Collection {
  if (where === undefined) return of;
  if (of.where === undefined) return { ...of, where };
  const both: Expression = {
    kind: "Binary",
    operator: "and",
    left: of.where,
    right: where,
    span: of.where.span,
  };
  return { ...of, where: both };
}
