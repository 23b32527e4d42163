/** A diff as a page. */
import { type Content, el, page } from "../../paper/html.ts";
import { tableBlock } from "../../paper/statement-page.ts";
import type { Report, ReportPlace, ReportStep } from "./report.ts";

export function htmlText(report: Report): string {
  const { headline, sides, period, summary, moving, idle, rows } = report;
  return page(
    `${headline}, ${period}`,
    el("p", { class: "soft" }, `${period}: ${sides}`),
    el("h1", {}, headline),
    ...summary.map((line) => el("p", {}, line)),
    ...stepsBlock("What moves pay", moving),
    ...(rows.length === 0
      ? []
      : [
          el("h2", {}, "Whom, and why"),
          tableBlock(
            [
              { heading: "Payee", align: "left" },
              { heading: "Component", align: "left" },
              { heading: "Before", align: "right" },
              { heading: "After", align: "right" },
              { heading: "Difference", align: "right" },
              { heading: "Because of", align: "left" },
            ],
            rows.map((row) => [
              row.who,
              row.part,
              row.before,
              row.after,
              row.difference,
              row.because,
            ]),
            "Whom, and why",
          ),
        ]),
    ...stepsBlock("What means something else, and moves no payout of this period", idle),
  );
}

function stepsBlock(heading: string, steps: readonly ReportStep[]): Content[] {
  if (steps.length === 0) return [];
  return [
    el("h2", {}, heading),
    el(
      "ul",
      { class: "lines" },
      ...steps.map(({ number, places, effect, reaches }) =>
        el(
          "li",
          {},
          ...places.flatMap(placeBlock),
          el("p", {}, el("strong", {}, number === 0 ? effect : `${number}: ${effect}`)),
          ...reaches.map((reach) => el("p", { class: "soft small" }, reach)),
        ),
      ),
    ),
  ];
}

function placeBlock({ at, before, after }: ReportPlace): Content[] {
  return [
    el("p", { class: "soft small" }, at),
    ...before.map((line) => el("p", {}, el("del", {}, el("code", {}, line)))),
    ...after.map((line) => el("p", {}, el("ins", {}, el("code", {}, line)))),
  ];
}
