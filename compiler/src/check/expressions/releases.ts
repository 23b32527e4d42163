/** When what a component earned is paid, and what is taken back of it. */
import type { PeriodKind } from "@attain/runtime";
import { describe } from "../../bind/scope.ts";
import {
  missingPart,
  outOfPlace,
  unknownName,
  unknownType,
  wrongKind,
} from "../../diagnostics/catalogue/names.ts";
import { missingWords, wrongType } from "../../diagnostics/catalogue/types.ts";
import type { Component } from "../../syntax/ast/component.ts";
import type { Expression, ReleasePart } from "../../syntax/ast/expression.ts";
import type { Name } from "../../syntax/ast/node.ts";
import { mentions } from "../../syntax/walk.ts";
import type { Span } from "../../text/source-file.ts";
import { type Env, type PlanEnv, report } from "../checker.ts";
import { insideComponent, periodOfComponent } from "../components.ts";
import type { CreditInfo } from "../credits.ts";
import { literalNumber, percentSum } from "../literals.ts";
import { isCoarser } from "../periods.ts";
import type { SourceInfo } from "../sources.ts";
import { DATE, RATIO, type Type, UNKNOWN, money, numberOf, typeName } from "../types.ts";
import { assuming } from "./assume.ts";
import { condition, demand } from "./demand.ts";

type Released = Extract<Expression, { kind: "Released" }>;
type TakenBack = Extract<Expression, { kind: "TakenBack" }>;

export function released(env: Env, node: Released): Type {
  const { plan } = env;
  const component = plan && componentNamed(env, node.component);
  if (plan === undefined || component === undefined) return UNKNOWN;
  const type = plan.typeOf(component.name.text, plan.pays);
  const inside = insideComponent(env, plan, component);
  if (inside === undefined) return UNKNOWN;
  for (const part of node.parts) checkPart(inside, part, node);
  checkWhole(env, node);
  return type;
}

/** The component that is paid later, or taken back. */
function componentNamed(env: Env, { text: name, span }: Name): Component | undefined {
  const symbol = env.checker.symbols.get(name);
  if (name === "") return undefined;
  if (symbol === undefined) {
    report(env, unknownName, span, { name });
    return undefined;
  }
  const related = [{ at: symbol.at, message: "declared here" }];
  if (symbol.kind !== "component") {
    const facts = { name, kind: describe(symbol), expected: "a component" };
    report(env, wrongKind, span, facts, { related });
    return undefined;
  }
  const pays = env.plan?.pays ?? "Day";
  if (isCoarser(pays, periodOfComponent(symbol.declaration, pays))) {
    const facts = {
      name,
      kind: "a component of a shorter period",
      expected: "a component of the pay period, or of a longer one",
    };
    report(env, wrongKind, span, facts, { related });
    return undefined;
  }
  const [first] = symbol.declaration.steps;
  const isDerived =
    first?.kind === "Earns" &&
    (first.value.kind === "Released" || first.value.kind === "TakenBack");
  if (!isDerived) return symbol.declaration;
  const facts = { name, kind: "a release or a clawback", expected: "a component that earns" };
  report(env, wrongKind, span, facts, { related });
  return undefined;
}

function checkPart(inside: Env, { share, time, span }: ReleasePart, node: Released): void {
  if (share !== "the rest") demand(inside, share, numberOf(RATIO));
  switch (time.kind) {
    case "at once":
      return;
    case "on":
      checkDay(inside, time.date);
      return;
    case "parts":
      checkDay(inside, time.from);
      checkParts(inside, time, span);
      return;
    case "with":
      checkRows(inside, time, share === "the rest", span, node);
  }
}

/** A day; where it is missing, the part isn't due yet. */
function checkDay(env: Env, node: Expression): void {
  const type = env.checker.typeOf(env, node, DATE);
  const day = type.kind === "optional" ? type.of : type;
  if (day.kind !== "date" && day.kind !== "unknown")
    report(env, wrongType, node.span, { expected: "A day", found: typeName(type) });
}

function checkParts(
  env: Env,
  { count, each, odd }: Extract<ReleasePart["time"], { kind: "parts" }>,
  span: Span,
): void {
  if (!STEPS.has(each.text) && each.text !== "") {
    const help = "Parts follow one another each Week, Month, Quarter, Half or Year.";
    report(env, unknownType, each.span, { kind: "period", name: each.text }, { help });
  }
  if (count < 2) {
    const facts = { expected: "At least two parts", found: String(count) };
    report(env, wrongType, span, facts);
  }
  if (odd !== undefined) return;
  const question = "Which of the parts takes the odd cents?";
  const help = "Write `, odd cents last` or `, odd cents first` at the end of the line.";
  report(env, missingWords, span, { question }, { help });
}

const STEPS: ReadonlySet<string> = new Set<PeriodKind>([
  "Week",
  "Month",
  "Quarter",
  "Half",
  "Year",
]);

/** `with each Receipts`: rows that refer to the deal. */
function checkRows(
  env: Env,
  time: Extract<ReleasePart["time"], { kind: "with" }>,
  isRest: boolean,
  span: Span,
  node: Released,
): void {
  if (!isRest || node.parts.filter((part) => part.time.kind === "with").length > 1) {
    const facts = {
      thing: "A part `with each` row",
      place: "in one line, with `the rest` or `all`",
    };
    report(env, outOfPlace, span, facts);
  }
  if (env.credit === undefined) {
    const help = "Let the component earn `for each` credit: then each deal has its own rows.";
    report(
      env,
      outOfPlace,
      span,
      { thing: "`with each`", place: "beside a component of single deals" },
      { help },
    );
    return;
  }
  const source = sourceNamed(env, time.source);
  if (source === undefined) return;
  if (referenceTo(env, source, env.credit.source.name, undefined, time.source.span) === undefined)
    return;
  const row = rowEnv(env, source);
  demand(row, time.by, numberOf(RATIO));
  demand(row, time.date, DATE);
}

/** Who takes the odd cents must be clear: one line is the rest, and something is left for it. */
function checkWhole(env: Env, node: Released): void {
  const declaration = `\`${node.component.text}\``;
  const [first] = node.parts;
  if (first === undefined) {
    const facts = { declaration: "The release", part: "when it is paid" };
    const help = "Add lines such as `pays 60% at once` and `pays the rest on paid_on`.";
    report(env, missingPart, node.component.span, facts, { help });
    return;
  }
  const rests = node.parts.filter(({ share }) => share === "the rest");
  if (rests.length !== 1) {
    const question = `Which part of ${declaration} takes what the others leave?`;
    const help = "Write exactly one line with `pays the rest …`, or one with `pays all …`.";
    report(env, missingWords, (rests[1] ?? first).span, { question }, { help });
  }
  const told = node.parts.flatMap(({ share }) =>
    share === "the rest" ? [] : [literalNumber(share)],
  );
  if (told.some((share) => share?.unit !== "%")) return;
  const total = percentSum(told.map((share) => share?.value ?? "0"));
  if (Number.parseInt(total, 10) < 100) return;
  report(env, wrongType, first.span, { expected: "Parts of less than 100%", found: total });
}

export function takenBack(env: Env, node: TakenBack): Type {
  const { plan } = env;
  const component = plan && componentNamed(env, node.component);
  const source = sourceNamed(env, node.source);
  if (plan === undefined || component === undefined || source === undefined) return UNKNOWN;
  plan.typeOf(component.name.text, plan.pays);
  if (isRatedAgain(env, component, node)) return UNKNOWN;
  const credit = creditOf(env, plan, component, node);
  if (credit === undefined) return UNKNOWN;
  const reference = referenceTo(env, source, credit.source.name, node.by, node.source.span);
  if (reference === undefined) return UNKNOWN;
  env.notes.meanings.set(node, { kind: "clawback", credit, reference });
  checkRow(env, node, source);
  if (component.each?.for !== true && !node.keepsRates) {
    const question = "What becomes of the other deals of the period?";
    const help =
      "Write `other deals keep their rate`. If they are to be rated again, let the cancelled deal count less instead: a credit `credited as …`, dated on the day of the original.";
    report(env, missingWords, node.span, { question }, { help });
  }
  // All that was paid for one deal is in whole cents already.
  const isWhole = node.share === "all" && component.each?.for === true;
  return numberOf(money(plan.currency), {
    window: { kind: "each", period: plan.pays },
    ...(isWhole ? { grid: "rounded" } : {}),
  });
}

/** What a deal was paid isn't known where other periods pay for it too. */
function isRatedAgain(env: Env, { name, steps }: Component, node: TakenBack): boolean {
  const again =
    steps.find(({ kind }) => kind === "TruedUp") ??
    steps.find((step) => step.kind === "Earns" && mentions(step.value, isPaidAgain(env)));
  if (again === undefined) return false;
  const kind = "a component that pays earlier periods again";
  const facts = { name: name.text, kind, expected: "a component that pays each deal once" };
  const help =
    "Let the cancelled deal count less instead: a credit `credited as …`, dated on the day of the original. The rates then follow by themselves.";
  const related = [{ at: { file: env.file, span: again.span }, message: "here" }];
  report(env, wrongKind, node.component.span, facts, { help, related });
  return true;
}

/** Whether a table is applied by which `earlier periods are rated again`. */
function isPaidAgain({ checker }: Env): (part: Expression) => boolean {
  return (part) => {
    if (part.kind !== "Apply") return false;
    const symbol = checker.symbols.get(part.table.text);
    return symbol?.kind === "table" && symbol.declaration.earlier === "again";
  };
}

/** The lines about the row that cancels. */
function checkRow(env: Env, node: TakenBack, source: SourceInfo): void {
  const row = node.where.reduce(
    (inside, filter) => {
      condition(inside, filter);
      return assuming(inside, filter);
    },
    rowEnv(env, source),
  );
  const declaration = "The clawback";
  if (node.date === undefined) {
    const facts = { declaration, part: "which day decides the period" };
    report(env, missingPart, node.span, facts, {
      help: "Add a line such as `dated cancelled_on`.",
    });
  } else demand(row, node.date, DATE);
  const { share } = node;
  if (share === undefined) {
    const facts = { declaration, part: "how much it takes back" };
    const help = "Add a line such as `takes back all` or `takes back 50%`.";
    report(env, missingPart, node.span, facts, { help });
  } else if (share !== "all" && "unserved" in share) {
    demand(row, share.unserved.from, DATE);
    checkTerm(env, share.unserved);
  } else if (share !== "all") demand(row, share, numberOf(RATIO));
}

function checkTerm(env: Env, { unit, by }: { readonly unit: Name; readonly by: Name }): void {
  if (!/^(Month|Year)s?$/.test(unit.text) && unit.text !== "")
    report(
      env,
      unknownType,
      unit.span,
      { kind: "length of a term", name: unit.text },
      { help: "Write `12 Months` or `2 Years`." },
    );
  if (by.text !== "months" && by.text !== "days" && by.text !== "")
    report(env, wrongType, by.span, {
      expected: "`by months` or `by days`",
      found: `\`${by.text}\``,
    });
}

/** The credit whose deals a component pays. */
function creditOf(
  env: Env,
  plan: PlanEnv,
  component: Component,
  node: TakenBack,
): CreditInfo | undefined {
  if (component.each?.for === true) return plan.credit(component.each.name.text);
  const earns = component.steps.find((step) => step.kind === "Earns");
  const names = new Set<string>();
  if (earns !== undefined)
    mentions(earns.value, (part) => {
      const name =
        part.kind === "Reference"
          ? part.name.text
          : part.kind === "Collection"
            ? part.credit.text
            : "";
      if (env.checker.symbols.get(name)?.kind === "credit") names.add(name);
      return false;
    });
  const [only, other] = names;
  if (only !== undefined && other === undefined) return plan.credit(only);
  const expected = "a component that earns on one credit";
  const help =
    "Only then it is known what a single deal was paid. Let it earn `for each` credit, or on one of them.";
  report(
    env,
    wrongKind,
    node.component.span,
    { name: node.component.text, kind: "a component of several credits", expected },
    { help },
  );
  return undefined;
}

export function sourceNamed(env: Env, { text: name, span }: Name): SourceInfo | undefined {
  const source = env.checker.sources.get(name);
  if (source === undefined && name !== "") report(env, unknownName, span, { name });
  return source;
}

/** The column of a source that refers to the rows of another one. */
export function referenceTo(
  env: Env,
  source: SourceInfo,
  target: string,
  by: Name | undefined,
  span: Span,
): string | undefined {
  const fields = [...source.columns.values()].filter(
    ({ type, optional }) => type.kind === "row" && type.source === target && !optional,
  );
  const named = by === undefined ? fields : fields.filter(({ name }) => name === by.text);
  const [only, other] = named;
  if (only !== undefined && other === undefined) return only.name;
  const question =
    only === undefined
      ? `Which column of ${source.name} refers to a row of ${target}?`
      : `By which column does ${source.name} refer to ${target}?`;
  const help =
    only === undefined
      ? `Declare it: \`deal : ${target}\`.`
      : `Write a line \`by ${only.name}\`, or another of its columns.`;
  report(env, missingWords, by?.span ?? span, { question }, { help });
  return undefined;
}

/** Where a row of a source is at hand, and no payee. */
export function rowEnv({ checker, file, notes }: Env, row: SourceInfo): Env {
  return { checker, file, notes, row, present: new Set(), nonZero: new Set() };
}
