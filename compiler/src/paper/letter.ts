/** The letter of a plan that a person signs: its clauses in order, their quota, what it pays, and what proves which plan it is. */
import { type Period, periodsBetween } from "@attain/runtime";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { currencyOf } from "../evaluate/rounding.ts";
import type { Column } from "../base/columns.ts";
import { code, escaped, markdownTable } from "../base/markdown.ts";
import type { Read } from "../explain/words.ts";
import type * as ir from "../ir/ir.ts";
import { axisOf } from "../what-if/axis.ts";
import { attempt } from "../evaluate/fault.ts";
import { type PayCurve, payCurve } from "../what-if/pay-curve.ts";
import type { Seller } from "../what-if/seller.ts";
import { axisWords, type Clause, clausesOf } from "./clauses.ts";
import { curvePicture } from "./curve-picture.ts";
import { type Content, el, page } from "./html.ts";
import { tableBlock } from "./statement-page.ts";
import { goalTexts, type Worked, workedPayouts } from "./worked.ts";

export interface Letter {
  readonly name: string;
  readonly plan: ir.Plan;
  readonly period: Period;
  /** That the person is paid in. */
  readonly currency: string;
  readonly intro: string;
  readonly clauses: readonly Clause[];
  readonly goals: readonly { readonly label: string; readonly text: string }[];
  readonly worked: Worked | undefined;
  readonly curve: PayCurve | undefined;
  /** The files of the plan with the hashes that receipts carry. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

export function letterOf(seller: Seller, name: string, read: Read, files: Letter["files"]): Letter {
  const { plan, period, payee } = seller;
  const evaluator = seller.evaluator(plan);
  const axis = axisOf(seller);
  return {
    name,
    plan,
    period,
    intro: plan.doc ?? "",
    currency: currencyOf(evaluator, payee),
    clauses: clausesOf(plan, read, (exception) => mayHold(evaluator, exception, payee)),
    goals: goalTexts(seller),
    worked: axis === undefined ? undefined : workedPayouts(seller, axis),
    curve: payCurve(seller, axis),
    files,
  };
}

/** In any of the periods of the plan. What depends on more than the person and the time may. */
function mayHold(e: Evaluator, { condition }: ir.Exception, payee: string): boolean {
  const { from, until, pays } = e.plan;
  const periods = periodsBetween(e.calendar, pays, from, until);
  return periods.some((period) => attempt(() => e.condition(condition, { payee, period })) ?? true);
}

const EACH: Readonly<Record<string, string>> = {
  Week: "each week",
  Month: "each month",
  Quarter: "each quarter",
  Half: "each half year",
  Year: "each year",
};

/** `From 2026-01-01 to 2026-12-31, paid each quarter in USD.` */
function termText({ plan: { from, until, pays }, currency }: Letter): string {
  return `From ${from} to ${until}, paid ${EACH[pays] ?? `each ${pays}`} in ${currency}.`;
}

const WORKED =
  "What the plan pays if you reach half of what is expected, all of it, and half more, with deals like those of the period.";
const BINDING =
  "The lines in this type are the plan itself: what they say is computed, and nothing else. These are its files, with the hashes that the receipt of every payment carries:";

export function letterPage(letter: Letter): string {
  const { name, plan, period, intro, clauses, goals, worked, curve, files } = letter;
  const title = plan.label ?? plan.name;
  return page(
    `${title}: ${name}`,
    el("p", { class: "soft" }, `For ${name}`),
    el("h1", {}, title),
    el("p", {}, termText(letter)),
    ...paragraphs(intro),
    ...(goals.length === 0
      ? []
      : [
          el("h2", {}, `What is expected of you in ${period.name}`),
          el("ul", {}, ...goals.map(({ label, text }) => el("li", {}, `${label}: ${text}`))),
        ]),
    el("h2", {}, "The plan"),
    ...clauses.flatMap(clauseBlocks),
    ...(worked === undefined && curve === undefined ? [] : [el("h2", {}, "What it pays")]),
    ...(worked === undefined ? [] : [el("p", {}, WORKED), workedTable(worked)]),
    curve === undefined
      ? undefined
      : curvePicture(curve, {
          currency: letter.currency,
          payout: plan.payout.label ?? "Payout",
          axis: axisWords(plan, curve.axis),
          isPlaced: false,
        }),
    el("p", { class: "soft small" }, BINDING),
    el(
      "ul",
      { class: "small" },
      ...files.map(({ path, sha256 }) => el("li", {}, el("code", {}, `${path} ${sha256}`))),
    ),
    el(
      "div",
      { class: "sign" },
      el("p", {}, `${name}, date`),
      el("p", {}, "For the company, date"),
    ),
  );
}

function paragraphs(text: string): Content[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== "")
    .map((part) => el("p", {}, part.replace(/\s*\n\s*/g, " ")));
}

function clauseBlocks({ heading, prose, lines, rows }: Clause): Content[] {
  return [
    el("h3", {}, heading),
    ...paragraphs(prose),
    lines.length === 0
      ? undefined
      : el("ul", { class: "clauses" }, ...lines.map((line) => el("li", {}, el("code", {}, line)))),
    rows.length === 0
      ? undefined
      : tableBlock(
          ROW_COLUMNS,
          rows.map(({ from, to, value }) => [from, to, value]),
          heading,
        ),
  ];
}

function workedTable(worked: Worked): Content {
  return tableBlock(workedColumns(worked), workedRows(worked), "Worked payouts");
}

const ROW_COLUMNS: readonly Column[] = ["From", "To", "Gives"].map((heading) => ({
  heading,
  align: "right",
}));

function workedColumns({ headings }: Worked): Column[] {
  return [
    { heading: "If you reach", align: "left" },
    ...headings.map((heading) => ({ heading, align: "right" as const })),
  ];
}

function workedRows({ rows }: Worked): string[][] {
  return rows.map(({ label, cells }) => [label, ...cells]);
}

function escapedCells(cells: readonly string[]): string[] {
  return cells.map(escaped);
}

export function letterMarkdown(letter: Letter): string {
  const { name, plan, period, intro, clauses, goals, worked, files } = letter;
  const blocks = [
    `# ${escaped(plan.label ?? plan.name)}`,
    `For ${escaped(name)}. ${termText(letter)}`,
    ...(intro === "" ? [] : [escaped(intro)]),
    ...(goals.length === 0
      ? []
      : [
          `## What is expected of you in ${period.name}`,
          goals.map(({ label, text }) => `- ${escaped(label)}: ${text}`).join("\n"),
        ]),
    "## The plan",
    ...clauses.flatMap(clauseMarkdown),
    ...(worked === undefined
      ? []
      : [
          "## What it pays",
          WORKED,
          markdownTable(workedColumns(worked), workedRows(worked).map(escapedCells)),
        ]),
    BINDING,
    files.map(({ path, sha256 }) => `- \`${path}\` ${sha256}`).join("\n"),
    `\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ ${escaped(name)}, date`,
    "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ for the company, date",
  ];
  return `${blocks.join("\n\n")}\n`;
}

function clauseMarkdown({ heading, prose, lines, rows }: Clause): string[] {
  return [
    `### ${escaped(heading)}`,
    ...(prose === "" ? [] : [escaped(prose)]),
    ...(lines.length === 0 ? [] : [lines.map((line) => `- ${code(line)}`).join("\n")]),
    ...(rows.length === 0
      ? []
      : [
          markdownTable(
            ROW_COLUMNS,
            rows.map(({ from, to, value }) => escapedCells([from, to, value])),
          ),
        ]),
  ];
}
