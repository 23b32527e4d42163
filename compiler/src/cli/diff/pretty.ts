/** A diff as a terminal shows it. */
import { textTable } from "../../base/columns.ts";
import { type Io, paintOf } from "../io.ts";
import type { Report, ReportStep } from "./report.ts";

export function prettyText(io: Io, report: Report): string {
  const paint = paintOf(io);
  const { headline, sides, period, summary, moving, idle, rows } = report;
  const step = ({ number, places, effect, reaches }: ReportStep): string[] => [
    ...places.flatMap(({ at, before, after }, i) => [
      `${i === 0 && number > 0 ? String(number).padStart(3) : "   "}  ${at}`,
      ...before.map((line) => `       - ${line}`),
      ...after.map((line) => `       + ${line}`),
    ]),
    `       ${paint.strong(effect)}`,
    ...reaches.map((reach) => `       ${paint.dim(reach)}`),
  ];
  return [
    `${paint.strong(headline)}  ${period}`,
    paint.dim(sides),
    ...summary,
    ...(moving.length === 0 ? [] : ["", paint.strong("What moves pay"), ...moving.flatMap(step)]),
    ...(idle.length === 0
      ? []
      : [
          "",
          paint.strong("What means something else, and moves no payout of this period"),
          ...idle.flatMap(step),
        ]),
    ...(rows.length === 0 ? [] : ["", paint.strong("Whom, and why"), ...table(report)]),
    "",
  ].join("\n");
}

function table({ rows }: Report): string[] {
  const plans = new Set(rows.map(({ plan }) => plan));
  const periods = new Set(rows.map(({ period }) => period));
  const columns = [
    { heading: "Payee", align: "left" as const },
    ...(plans.size > 1 ? [{ heading: "Plan", align: "left" as const }] : []),
    ...(periods.size > 1 ? [{ heading: "Period", align: "left" as const }] : []),
    { heading: "Component", align: "left" as const },
    ...["Before", "After", "Difference"].map((heading) => ({ heading, align: "right" as const })),
    { heading: "Because of", align: "left" as const },
  ];
  return textTable(
    columns,
    rows.map((row) => [
      row.who,
      ...(plans.size > 1 ? [row.plan] : []),
      ...(periods.size > 1 ? [row.period] : []),
      row.part,
      row.before,
      row.after,
      row.difference,
      row.because,
    ]),
  );
}
