/** What may stand in a cell of a grid: names in its heading, values of its column below. */
import { periodsBetween } from "@attain/runtime";
import type { Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import { resolve as resolvePath } from "@attain/compiler/check/test-names";
import { pathOfText } from "@attain/compiler/check/test-names";
import { CASE_HEADING } from "@attain/compiler/check/test-grids";
import type { Span } from "@attain/compiler/text/source-file";
import type { Name } from "@attain/compiler/syntax/ast/node";
import type { GridLine, TestDeclaration } from "@attain/compiler/syntax/ast/test";
import { declarationAt } from "../../analysis/nodes.ts";
import { sourceNamed } from "../../analysis/scope.ts";
import { site } from "../../analysis/site.ts";
import { tokenAt } from "../../analysis/tokens.ts";
import type { View } from "../../project/project.ts";
import { FITS, type Offer } from "./item.ts";
import { nameOffers } from "./names.ts";

interface Grid {
  readonly lines: readonly GridLine[];
  readonly holds: "cases" | "given" | "expect" | { readonly rowsOf: Name };
}

interface CellPlace {
  readonly grid: Grid;
  readonly row: number;
  readonly column: number;
  readonly replace: Span;
}

interface Offered {
  readonly offers: Offer[];
  readonly replace: Span;
}

/** Undefined where the place is in no grid of a test. */
export function cellOffers(view: View, offset: number): Offered | undefined {
  if (tokenAt(view.file, offset)?.tokenType.name !== "GridLine") return undefined;
  const test = declarationAt(view.parsed.tree, offset);
  if (test?.kind !== "Test") return undefined;
  const replace = cellSpan(view.file.text, offset);
  const place = placeIn(test, offset, replace);
  if (place === undefined) return { offers: [], replace };
  if (place.row > 0) return { offers: valueOffers(view, test, place), replace };
  return headingOffers(view, test, place, view.file.text.slice(replace.start, offset));
}

/** The text of a cell without the blanks around it, but for those before the place. */
function cellSpan(text: string, offset: number): Span {
  const start = offset - (/[^|\n]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const end = offset + (/^[^|\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const cell = text.slice(start, end);
  if (cell.trim() === "") return { start: offset, end: offset };
  return {
    start: Math.min(offset, start + cell.length - cell.trimStart().length),
    end: Math.max(offset, start + cell.trimEnd().length),
  };
}

function gridsOf({ givens, expects, cases }: TestDeclaration): Grid[] {
  return [
    ...givens.flatMap((given): Grid[] => {
      if (given.kind !== "Grid") return [];
      const [source] = given.path;
      return [{ lines: given.grid, holds: source === undefined ? "given" : { rowsOf: source } }];
    }),
    ...expects.flatMap((expect): Grid[] =>
      expect.kind === "Grid" ? [{ lines: expect.grid, holds: "expect" }] : [],
    ),
    ...cases.map(({ grid }): Grid => ({ lines: grid, holds: "cases" })),
  ];
}

function placeIn(test: TestDeclaration, offset: number, replace: Span): CellPlace | undefined {
  for (const grid of gridsOf(test)) {
    const row = grid.lines.findIndex(({ span }) => span.start <= offset && offset <= span.end + 1);
    const line = grid.lines[row];
    if (line === undefined) continue;
    const column = line.cells.filter(
      ({ span }) =>
        span.end < replace.start || (span.end <= replace.start && span.start < replace.start),
    ).length;
    return { grid, row, column, replace };
  }
  return undefined;
}

/** `before`: what the heading says before the place, such as `expect advance.`. */
function headingOffers(
  view: View,
  test: TestDeclaration,
  { grid, replace }: CellPlace,
  before: string,
): Offered {
  const { holds } = grid;
  const word = /^(given|expect)\s+/.exec(before)?.[0] ?? "";
  const given = holds === "given" || word.startsWith("given");
  const point = before.lastIndexOf(".") + 1;
  const here: Name = { text: "", span: { start: replace.start + point, end: replace.end } };
  const path =
    point === 0 ? [] : pathOfText({ text: before.slice(word.length, point - 1), span: replace });
  const named = (isGiven: boolean): Offer[] =>
    nameOffers(
      view,
      site(
        here,
        { is: "path", path: [...path, here], index: path.length, given: isGiven },
        { test },
      ),
    );
  if (path.length > 0) return { offers: named(given), replace: here.span };
  const taken = new Set(grid.lines[0]?.cells.map(({ text }) => text));
  const fixed = ["payee", "period"].map((label): Offer => ({ label, kind: "keyword", rank: FITS }));
  const offers =
    holds === "cases"
      ? [...prefixed("given", named(true)), ...prefixed("expect", named(false))]
      : typeof holds === "string"
        ? [...fixed, ...named(given)]
        : nameOffers(view, site(here, { is: "column", source: holds.rowsOf }, { test }));
  return { offers: offers.filter(({ label }) => !taken.has(label)), replace };
}

function prefixed(wordBefore: string, offers: readonly Offer[]): Offer[] {
  return offers.map((offer) => ({
    ...offer,
    label: `${wordBefore} ${offer.label}`,
    insert: `${wordBefore} ${offer.insert ?? offer.label}`,
  }));
}

function valueOffers(view: View, test: TestDeclaration, { grid, column }: CellPlace): Offer[] {
  const heading = grid.lines[0]?.cells[column];
  if (heading === undefined) return [];
  const { holds } = grid;
  if (holds !== "cases" && typeof holds === "string") {
    if (heading.text === "payee") return keyOffers(test, undefined);
    if (heading.text === "period") return periodOffers(view, test);
  }
  const type =
    typeof holds === "object"
      ? sourceNamed(view, holds.rowsOf.text)?.fields.get(heading.text)?.type
      : typeOfColumn(view, test, heading.text);
  return type === undefined ? [] : ofType(view, test, bare(type));
}

function typeOfColumn(view: View, test: TestDeclaration, heading: string): Type | undefined {
  const { plans, sources } = view.checked.program;
  const plan = plans.find(({ declaration }) => declaration.name.text === test.plan.text);
  const text = CASE_HEADING.exec(heading)?.[2] ?? heading;
  return plan && resolvePath(plan, sources, pathOfText({ text, span: { start: 0, end: 0 } }))?.type;
}

function ofType(view: View, test: TestDeclaration, type: Type): Offer[] {
  switch (type.kind) {
    case "enum":
      return type.members.map((label) => ({
        label,
        kind: "enum member",
        insert: label,
        rank: FITS,
      }));
    case "yes or no":
      return ["yes", "no"].map((label) => ({ label, kind: "value", rank: FITS }));
    case "period":
      return periodOffers(view, test, type.period);
    case "row":
      return keyOffers(test, type.source);
    default:
      return [];
  }
}

function periodOffers(
  view: View,
  test: TestDeclaration,
  kind?: Parameters<typeof periodsBetween>[1],
): Offer[] {
  const { calendar, plans } = view.checked.program;
  const plan = plans.find(({ declaration }) => declaration.name.text === test.plan.text);
  if (plan === undefined) return [];
  return periodsBetween(calendar, kind ?? plan.pays, plan.from, plan.until).map(({ name }) => ({
    label: name,
    kind: "value",
    rank: FITS,
  }));
}

/** The people that the test has named. */
function keyOffers(test: TestDeclaration, source: string | undefined): Offer[] {
  const named = [
    ...(test.payee === undefined ? [] : [test.payee.text]),
    ...test.givens.flatMap((given) =>
      given.kind === "Grid" ? keysIn(given.grid, given.path[0]?.text, source) : [],
    ),
  ];
  return [...new Set(named)].map((label) => ({
    label,
    kind: "value",
    rank: FITS,
  }));
}

function keysIn(
  [head, ...lines]: readonly GridLine[],
  of: string | undefined,
  source: string | undefined,
): string[] {
  const column = head?.cells.findIndex(({ text }) => text === "id" || text === "payee") ?? -1;
  if (column === -1 || (source !== undefined && of !== source && of !== undefined)) return [];
  return lines.flatMap(({ cells }) => cells[column]?.text ?? []).filter((text) => text !== "");
}
