/** Which clause feeds which: what a definition reads, and what reads it. */
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { Payout } from "@attain/compiler/syntax/ast/component";
import type { PlanDeclaration, PlanMember } from "@attain/compiler/syntax/ast/plan";
import type { SourceFile, Span } from "@attain/compiler/text/source-file";
import { planAt } from "../analysis/nodes.ts";
import {
  type Occurrence,
  occurrenceAt,
  occurrencesIn,
  occurrencesOf,
} from "../analysis/resolve.ts";
import type { Project, View } from "../project/project.ts";

/** A definition that takes part. */
export interface Clause {
  readonly name: string;
  readonly kind: string;
  readonly file: SourceFile;
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface Call {
  readonly clause: Clause;
  /** Where the one names the other. */
  readonly spans: readonly Span[];
}

/** What the name at a place stands for, if pay flows through it. */
export function clauseAt(view: View, offset: number): Clause | undefined {
  const entity = occurrenceAt(view, offset)?.entity;
  if (entity?.kind === "symbol") return ofSymbol(entity.symbol);
  const payout = payoutOf(planAt(view.parsed.tree, offset));
  const isAtWord =
    payout !== undefined &&
    payout.span.start <= offset &&
    offset <= payout.span.start + "payout".length;
  return isAtWord ? ofPayout(view, payout) : undefined;
}

const FLOWS: ReadonlySet<Symbol_["kind"]> = new Set<Symbol_["kind"]>([
  "source",
  "parameter",
  "credit",
  "measure",
  "table",
  "component",
  "goal",
  "draw",
  "balance",
]);

function ofSymbol(symbol: Symbol_): Clause | undefined {
  const { name, at, declaration } = symbol;
  if (!FLOWS.has(symbol.kind) || !("span" in declaration)) return undefined;
  const kind =
    symbol.kind === "measure" || symbol.kind === "table" ? symbol.declaration.role : symbol.kind;
  return { name, kind, file: at.file, span: declaration.span, nameSpan: at.span };
}

function payoutOf(plan: PlanDeclaration | undefined): Payout | undefined {
  return plan?.members.find((member): member is Payout => member.kind === "Payout");
}

function ofPayout(view: View, { span }: Payout): Clause {
  return {
    name: "payout",
    kind: "payout",
    file: view.file,
    span,
    nameSpan: { start: span.start, end: span.start + "payout".length },
  };
}

/** What a clause reads. A payout is the sum of its components. */
export function outgoing(project: Project, clause: Clause): Call[] {
  const view = project.view(clause.file.path);
  if (view === undefined) return [];
  const read = occurrencesIn(view).filter(
    ({ site: { name } }) =>
      clause.span.start <= name.span.start && name.span.end <= clause.span.end,
  );
  const summed = clause.kind === "payout" ? componentsOf(view, clause) : [];
  return grouped([
    ...read.flatMap(({ site, entity }) => {
      const to =
        entity.kind === "symbol"
          ? ofSymbol(entity.symbol)
          : entity.kind === "field"
            ? sourceOf(view, entity.source.name)
            : undefined;
      return to === undefined || isSame(to, clause)
        ? []
        : [{ clause: to, spans: [site.name.span] }];
    }),
    ...summed.map((component) => ({ clause: component, spans: [clause.nameSpan] })),
  ]);
}

function sourceOf(view: View, name: string): Clause | undefined {
  const symbol = view.checked.program.scope.symbols.get(name);
  return symbol && ofSymbol(symbol);
}

function componentsOf(view: View, { span }: Clause): Clause[] {
  const plan = planAt(view.parsed.tree, span.start);
  return (plan?.members ?? []).flatMap((member) =>
    member.kind === "Component" ? [ofMember(view, member)] : [],
  );
}

function ofMember(view: View, member: Exclude<PlanMember, Payout>): Clause {
  const kind =
    member.kind === "Measure" || member.kind === "Table" ? member.role : member.kind.toLowerCase();
  return {
    name: member.name.text,
    kind,
    file: view.file,
    span: member.span,
    nameSpan: member.name.span,
  };
}

/** What reads a clause. Tests set and expect, but nothing flows through them. */
export function incoming(project: Project, clause: Clause): Call[] {
  const view = project.view(clause.file.path);
  const found = view && occurrenceAt(view, clause.nameSpan.start);
  if (view === undefined || found === undefined) return [];
  const readers = occurrencesOf(view, found.entity).flatMap(({ view: other, site }) => {
    const reader = readerOf(other, { site, entity: found.entity });
    return reader === undefined || isSame(reader, clause)
      ? []
      : [{ clause: reader, spans: [site.name.span] }];
  });
  const plan =
    clause.kind === "component" ? planAt(view.parsed.tree, clause.span.start) : undefined;
  const payout = payoutOf(plan);
  return grouped([
    ...readers,
    ...(payout === undefined
      ? []
      : [{ clause: ofPayout(view, payout), spans: [ofPayout(view, payout).nameSpan] }]),
  ]);
}

function readerOf(view: View, { site }: Occurrence): Clause | undefined {
  const { member } = site.standing;
  if (member === undefined) return undefined;
  return member.kind === "Payout" ? ofPayout(view, member) : ofMember(view, member);
}

function isSame(a: Clause, b: Clause): boolean {
  return a.file.path === b.file.path && a.span.start === b.span.start && a.name === b.name;
}

/** One call for each clause, with all places. */
function grouped(calls: readonly Call[]): Call[] {
  const groups: { clause: Clause; spans: Span[] }[] = [];
  for (const { clause, spans } of calls) {
    const known = groups.find((group) => isSame(group.clause, clause));
    if (known === undefined) groups.push({ clause, spans: [...spans] });
    else known.spans.push(...spans);
  }
  return groups;
}
