/** Explanations as text: a tree with its amounts in one column, and the places of the plan beside them. */
import { formatNumber } from "../evaluate/format.ts";
import type { Paint } from "../diagnostics/render.ts";
import type * as ir from "../ir/ir.ts";
import type { Explanation, Line } from "./explain.ts";

/** Says where in the plan something is: `plans/ae.plan:26`. */
export type Locate = (origin: ir.Origin) => string;

interface Row {
  readonly text: string;
  readonly amount: string;
  readonly place: string;
  readonly strong: boolean;
}

export function explanationText(explanation: Explanation, locate: Locate, paint: Paint): string {
  const { lines, total, plan } = explanation;
  const rows = lines.flatMap((line) => [...rowsOf(line, "", "", locate), blank()]);
  rows.push({
    text: plan.payout.label ?? "payout",
    amount: formatNumber(total, plan.currency),
    place: "",
    strong: true,
  });
  const width = Math.min(96, Math.max(...rows.map(({ text }) => text.length)));
  const amounts = Math.max(...rows.map(({ amount }) => amount.length));
  return rows
    .map(({ text, amount, place, strong }) => {
      const line = `${text.padEnd(width)}  ${amount.padStart(amounts)}`;
      return `${strong ? paint.strong(line) : line}${place === "" ? "" : paint.dim(`  ${place}`)}`.trimEnd();
    })
    .join("\n");
}

function blank(): Row {
  return { text: "", amount: "", place: "", strong: false };
}

function rowsOf(line: Line, first: string, rest: string, locate: Locate): Row[] {
  const amount =
    line.amount === undefined || line.unit === undefined
      ? ""
      : formatNumber(line.amount, line.unit);
  const place =
    line.row === undefined
      ? line.origin === undefined
        ? ""
        : locate(line.origin)
      : `${line.row.source} row ${line.row.row}`;
  const last = line.parts.length - 1;
  return [
    { text: first + line.text, amount, place, strong: first === "" },
    ...line.parts.flatMap((part, i) =>
      rowsOf(
        part,
        `${rest}${i === last ? "└─ " : "├─ "}`,
        `${rest}${i === last ? "   " : "│  "}`,
        locate,
      ),
    ),
  ];
}
