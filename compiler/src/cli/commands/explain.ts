/** `attain explain`: every cent of one payee, or the page of a diagnostic. */
import type { Period } from "@attain/runtime";
import { nearest } from "../../base/text.ts";
import { CATALOGUE } from "../../diagnostics/catalogue/index.ts";
import { explain } from "../../explain/explain.ts";
import type { Explanation } from "../../explain/explanation.ts";
import { explanationText, type Look } from "../../explain/text.ts";
import { Evaluator } from "../../evaluate/evaluator.ts";
import { Fault } from "../../evaluate/fault.ts";
import { explainPayee, type PlanFault } from "../../evaluate/run.ts";
import type * as ir from "../../ir/ir.ts";
import type { Answer } from "../answer.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import { OK } from "../exit-codes.ts";
import { explanationJson } from "../explanation-json.ts";
import { openBook, wholeLedger } from "../book.ts";
import { refuseFaults } from "../faults.ts";
import { type Io, paintOf } from "../io.ts";
import { pageOf } from "../pages.ts";
import { closedOf } from "../late-changes.ts";
import { findPeople, type Person } from "../payees.ts";
import { textIn } from "../programs.ts";
import { prepare, type Ready, withData } from "../ready.ts";
import type { PlanNote } from "../run-notes.ts";
import { printNotes } from "../run-report.ts";
import { sellerOf } from "../sellers.ts";
import { statementHtml } from "../statement-html.ts";

export const explainCommand: Command = {
  name: "explain",
  summary: "Explains every cent of one payee, or the code of a diagnostic.",
  operands: "PAYEE --period PERIOD | CODE",
  options: [
    { name: "period", short: "p", value: "PERIOD", help: "FY2026-Q1, 2026-03 …" },
    { name: "all-deals", help: "Lists every deal, however many there are." },
    {
      name: "plan-lines",
      value: "on|off",
      help: "Whether each amount has its line of the plan beside it; on unless told.",
    },
  ],
  formats: ["html"],
  examples: [
    [
      'attain explain "Marcus Bell" --period FY2026-Q1',
      "By name or by key: each step, each row of a table, each deal.",
    ],
    [
      'attain explain "Marcus Bell" --period FY2026-Q1 --format html > statement.html',
      "The statement as a page, with the payout curve and what the next deal is worth.",
    ],
    ["attain explain ATN3107", "What a code means, why it matters, and what to do."],
  ],
  run: async (io, args) => {
    const [what, ...rest] = args.operands;
    if (what === undefined || rest.length > 0)
      throw new UsageError("Whom or what? Name one payee, or one code.");
    if (/^ATN\d+$/i.test(what)) return explainCode(what.toUpperCase());
    const choice = choiceOf(args);
    const prepared = await prepare(io, args.value("period"), []);
    return explainPerson(io, await withData(io, prepared), what, choice);
  },
};

function explainCode(code: string): Answer {
  const page = pageOf(code);
  const rule = CATALOGUE.get(code);
  if (page === undefined || rule === undefined) {
    const meant = nearest(code, CATALOGUE.keys());
    const help = meant === undefined ? "" : ` Did you mean ${meant}?`;
    throw new UsageError(`There is no code ${code}.${help}`);
  }
  const { name, severity } = rule;
  return {
    exit: OK,
    result: () => ({ page: { code, name, severity, text: page } }),
    print: (io) => io.out(page),
  };
}

interface Explained {
  readonly person: Person;
  readonly period: Period;
  readonly explanation: Explanation;
}

/** What is shown of an explanation. */
type Choice = Pick<Look, "deals"> & { readonly hasPlanLines: boolean; readonly isHtml: boolean };

/** How many deals of a list are shown unless all are asked for. */
const DEALS = 10;

function choiceOf(args: Arguments): Choice {
  const lines = args.value("plan-lines") ?? "on";
  if (lines !== "on" && lines !== "off")
    throw new UsageError(`--plan-lines is on or off, not ${lines}.`);
  const isHtml = args.value("format") === "html";
  return {
    hasPlanLines: lines === "on",
    isHtml,
    ...(args.flag("all-deals") ? {} : { deals: DEALS }),
  };
}

function explainPerson(io: Io, ready: Ready, who: string, choice: Choice): Answer {
  const people = findPeople(ready, who);
  const late = notesOnLate(io, ready, people);
  const { places } = ready.session;
  const faults: PlanFault[] = [];
  const explained = people.flatMap((person) => explainedFor(ready, person, faults));
  refuseFaults(ready.session, faults);
  return {
    exit: OK,
    found: { places, diagnostics: ready.warnings, notes: [...ready.notes, ...late] },
    result: () => ({
      explanations: explained.map(({ person, period, explanation }) =>
        explanationJson(explanation, person.name, period, places),
      ),
    }),
    print: () => {
      for (const one of explained) print(io, ready, one, choice);
      printNotes(io, late);
    },
    ...(choice.isHtml ? { formats: { html: htmlOf(ready, explained) } } : {}),
  };
}

/** What is paid with an open period for closed ones is no part of what the period itself comes to. */
function notesOnLate(io: Io, ready: Ready, people: readonly Person[]): PlanNote[] {
  const ledger = wholeLedger(io, openBook(ready.session.root), "Nothing was explained.");
  const plans = [...new Set(people.map(({ planned }) => planned))];
  return closedOf(ledger, plans).flatMap(({ planned: { plan }, parts: closed }) => {
    const due = ready.due.find(({ planned }) => planned.plan === plan)?.parts ?? [];
    const open = due.filter((part) => closed.every(({ name }) => name !== part.name));
    return open.map(({ name: period }) => ({
      plan: plan.name,
      period,
      message: `This is what ${period} itself comes to. What closed periods of ${plan.name} come to now, less what was posted for them, is paid with it, too: attain run --period ${period} --dry-run shows it, and attain explain with a closed period, such as --period ${closed.at(-1)?.name ?? period}, what that comes to now.`,
    }));
  });
}

/** One statement as a page. */
function htmlOf({ data }: Ready, explained: readonly Explained[]): () => string {
  const [one, ...more] = explained;
  if (one === undefined || more.length > 0)
    throw new UsageError(
      `These are ${explained.length} statements, and a page holds one: name one pay period.`,
    );
  const { person, period, explanation } = one;
  const seller = sellerOf(person.planned, data(person.planned), person.key, period);
  return () => statementHtml(explanation, seller, { name: person.name, period });
}

/** A person's explanations for each pay period; faults are collected. */
function explainedFor(ready: Ready, person: Person, faults: PlanFault[]): Explained[] {
  const { planned, key } = person;
  const { program, plan } = planned;
  const parts = ready.due.find((one) => one.planned === planned)?.parts ?? [];
  return parts.flatMap((period) => {
    const evaluator = new Evaluator(program, plan, ready.data(planned));
    try {
      const result = explainPayee(evaluator, key, period);
      return [{ person, period, explanation: explain(plan, result, textIn(ready.session)) }];
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push({ fault: error, payee: key });
      return [];
    }
  });
}

function print(
  io: Io,
  { session: { places } }: Ready,
  { person, period, explanation }: Explained,
  { hasPlanLines, deals }: Choice,
): void {
  const paint = paintOf(io);
  const { plan } = explanation;
  const title = `${person.name}, ${plan.label ?? plan.name}, ${period.name}`;
  const locate = hasPlanLines ? (origin: ir.Origin): string => places.line(origin) : undefined;
  io.out(`${paint.strong(title)}\n\n${explanationText(explanation, { paint, locate, deals })}\n\n`);
}
