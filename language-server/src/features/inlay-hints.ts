/** What is known of a line and not written in it: types, units of test values, what a marginal table has paid so far. */
import { pathOfText, resolve } from "@attain/compiler/check/test-names";
import { CASE_HEADING } from "@attain/compiler/check/test-grids";
import { literalNumber } from "@attain/compiler/check/literals";
import { unitName } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import { formatNumber } from "@attain/compiler/evaluate/format";
import { Rational } from "@attain/compiler/evaluate/rational";
import type { PlanMember } from "@attain/compiler/syntax/ast/plan";
import type { Row, Table } from "@attain/compiler/syntax/ast/table";
import type { GridLine, TestDeclaration } from "@attain/compiler/syntax/ast/test";
import type { Span } from "@attain/compiler/text/source-file";
import { symbolsIn } from "../analysis/scope.ts";
import { typeOfEntity, typeText } from "../analysis/types.ts";
import type { View } from "../project/project.ts";

export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  readonly kind: "type" | "value";
  readonly tooltip: string;
}

export function inlayHints(view: View, { start, end }: Span): InlayHint[] {
  const hints = view.parsed.tree.declarations.flatMap((declaration) => {
    if (declaration.span.end < start || end < declaration.span.start) return [];
    switch (declaration.kind) {
      case "Plan":
        return declaration.members.flatMap((member) =>
          ofMember(view, member, symbolsIn(view, { plan: declaration })),
        );
      case "Shared":
        return ofMember(view, declaration.member, symbolsIn(view, {}));
      case "Test":
        return ofTest(view, declaration);
      default:
        return [];
    }
  });
  return hints.filter(({ offset }) => start <= offset && offset <= end);
}

function ofMember(
  view: View,
  member: PlanMember,
  symbols: ReturnType<typeof symbolsIn>,
): InlayHint[] {
  if (member.kind === "Table") return slices(member);
  if (member.kind !== "Parameter" && member.kind !== "Measure" && member.kind !== "Credit")
    return [];
  const symbol = symbols.get(member.name.text);
  if (symbol?.declaration !== member) return [];
  const type = typeOfEntity(view, { kind: "symbol", symbol });
  const text = type && typeText(type);
  return text === undefined
    ? []
    : [
        {
          offset: member.name.span.end,
          text: `: ${text}`,
          kind: "type",
          tooltip: `What \`${symbol.name}\` is`,
        },
      ];
}

/** Where each slice of a marginal table starts: what the slices below it come to. */
function slices({ role, application, axes, rows }: Table): InlayHint[] {
  if (role !== "rates" || application?.kind !== "marginal" || axes.length !== 1) return [];
  let sum = Rational.ZERO;
  let before: { readonly from: Rational; readonly rate: Rational } | undefined;
  const hints: InlayHint[] = [];
  for (const row of rows) {
    const read = readRow(row);
    if (read === undefined) return [];
    if (before !== undefined) sum = sum.plus(read.from.minus(before.from).times(before.rate));
    const text = formatNumber(sum, read.unit);
    if (!sum.isZero()) {
      hints.push({
        offset: row.span.end,
        text: `${text} up to here`,
        kind: "value",
        tooltip: "What the slices below this row come to",
      });
    }
    before = read;
  }
  return hints;
}

/** A row whose bound and rate are written as numbers, the rate as a percentage. */
function readRow(
  row: Row,
): { readonly from: Rational; readonly rate: Rational; readonly unit: string } | undefined {
  if (row.kind !== "From" || row.value === "continues") return undefined;
  const [from, rate] = [literalNumber(row.from), literalNumber(row.value.value)];
  if (from === undefined || rate?.unit !== "%") return undefined;
  const unit = from.unit === "%" ? "ratio" : from.unit === "" ? "number" : from.unit;
  return { from: Rational.parse(from.value), rate: Rational.parse(rate.value), unit };
}

/** The units of the columns of a grid, whose cells leave them out. */
function ofTest(view: View, test: TestDeclaration): InlayHint[] {
  const grids = [
    ...test.cases.map(({ grid }) => grid),
    ...test.givens.flatMap((given) =>
      given.kind === "Grid" && given.path.length === 0 ? [given.grid] : [],
    ),
    ...test.expects.flatMap((expect) => (expect.kind === "Grid" ? [expect.grid] : [])),
  ];
  return grids.flatMap((grid) => unitsOf(view, test, grid));
}

function unitsOf(view: View, test: TestDeclaration, [head]: readonly GridLine[]): InlayHint[] {
  const { plans, sources } = view.checked.program;
  const plan = plans.find(({ declaration }) => declaration.name.text === test.plan.text);
  if (plan === undefined) return [];
  return (head?.cells ?? []).flatMap((cell): InlayHint[] => {
    const text = CASE_HEADING.exec(cell.text)?.[2] ?? cell.text;
    const type = resolve(plan, sources, pathOfText({ text, span: cell.span }))?.type;
    const of = type && bare(type);
    if (of?.kind !== "number" || of.unit.kind === "ratio" || of.unit.kind === "count") return [];
    const unit = unitName(of.unit);
    return [
      {
        offset: cell.span.end,
        text: unit,
        kind: "type",
        tooltip: `The cells of this column are in ${unit}`,
      },
    ];
  });
}
