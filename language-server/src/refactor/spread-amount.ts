/** An amount of a longer period, such as a year's quota, made one of the period that is paid. */
import { isCoarser, monthsIn } from "@attain/compiler/check/periods";
import type { Expression } from "@attain/compiler/syntax/ast/expression";
import { type Span, textAt } from "@attain/compiler/text/source-file";
import { nodesAround } from "../analysis/nodes.ts";
import { placeOf, valueTypeOf } from "../analysis/scope.ts";
import type { View } from "../project/project.ts";
import { type Action, editsOf } from "./action.ts";

const METHODS = {
  months: "Spread evenly over the months",
  days: "Spread by calendar days",
  "working days": "Spread by working days",
} as const;

export function spreadAmount(view: View, span: Span): Action[] {
  const found = nodesAround(view.parsed.tree, span).findLast(
    (node): node is Expression => longerPeriod(view, node as Expression) !== undefined,
  );
  const from = found && longerPeriod(view, found);
  const into = found && placeOf(view, found)?.env.plan?.period;
  if (found === undefined || from === undefined || into === undefined) return [];
  const words = textAt({ file: view.file, span: found.span });
  const amount = found.kind === "Reference" || found.kind === "Access" ? words : `(${words})`;
  return methodsFor(view, found, from, into).map(({ title, method }) => ({
    title: `${title} into each ${into}`,
    kind: "refactor.rewrite",
    edits: editsOf(view, {
      span: found.span,
      text: `${amount} prorated by ${method} into ${into}`,
    }),
  }));
}

type Period = Parameters<typeof isCoarser>[0];

/** The period of an amount that is longer than the one at hand. */
function longerPeriod(view: View, node: Expression): Period | undefined {
  const place = placeOf(view, node);
  const type = place && valueTypeOf(view, node);
  const at = place?.env.plan?.period;
  if (at === undefined || type?.kind !== "number" || type.window?.kind !== "each") return undefined;
  return isCoarser(type.window.period, at) ? type.window.period : undefined;
}

function methodsFor(
  view: View,
  node: Expression,
  from: Period,
  into: Period,
): { readonly title: string; readonly method: string }[] {
  const isByMonths = monthsIn(from) !== undefined && monthsIn(into) !== undefined;
  const plain = (
    isByMonths ? (["months", "days", "working days"] as const) : (["days", "working days"] as const)
  ).map((method) => ({
    title: METHODS[method],
    method,
  }));
  const symbols = placeOf(view, node)?.env.checker.symbols.values() ?? [];
  const seasons = [...symbols].flatMap((symbol) => {
    const axis =
      symbol.kind === "table" && symbol.declaration.role === "lookup"
        ? symbol.declaration.axes[0]?.value
        : undefined;
    return axis?.kind === "Reference" && axis.name.text === into
      ? [{ title: `Spread by \`${symbol.name}\``, method: symbol.name }]
      : [];
  });
  return [...plain, ...(from === "Year" ? seasons : [])];
}
