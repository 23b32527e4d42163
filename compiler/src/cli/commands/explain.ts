/** `attain explain`: every cent of one payee, or the page of a diagnostic. */
import { nearest } from "../../base/text.ts";
import { CATALOGUE } from "../../diagnostics/catalogue/index.ts";
import { explain, type Explanation, type Line } from "../../explain/explain.ts";
import { explanationText } from "../../explain/text.ts";
import { eligible, explainPayee } from "../../evaluate/run.ts";
import { Evaluator } from "../../evaluate/evaluator.ts";
import { Fault } from "../../evaluate/fault.ts";
import { renderDiagnostic } from "../../diagnostics/render.ts";
import { type Command, FORMAT, formatOf, UsageError } from "../command.ts";
import { AT_FAULT, OK } from "../exit-codes.ts";
import { faultDiagnostic } from "../faults.ts";
import { type Io, paintOf } from "../io.ts";
import { pageOf } from "../pages.ts";
import { periodsOf } from "../pay.ts";
import { nameOfPayee } from "../payees.ts";
import { locateIn, type Planned, quoteIn } from "../programs.ts";
import { makeReady, type Ready } from "../ready.ts";

export const explainCommand: Command = {
  name: "explain",
  summary: "Explains every cent of one payee, or the code of a diagnostic.",
  operands: "PAYEE --period PERIOD | CODE",
  options: [{ name: "period", short: "p", value: "PERIOD", help: "FY2026-Q1, 2026-03 …" }, FORMAT],
  examples: [
    [
      `attain explain "Anna Snelling" --period FY2026-Q1`,
      "By name or by key: each step, each row of a table, each deal.",
    ],
    ["attain explain ATN3107", "What a code means, why it matters, and what to do."],
  ],
  run: async (io, args) => {
    const [what, ...rest] = args.operands;
    if (what === undefined || rest.length > 0)
      throw new UsageError("Whom or what? Name one payee, or one code.");
    if (/^ATN\d+$/i.test(what)) return explainCode(io, what.toUpperCase());
    const ready = await makeReady(io, args, []);
    return ready === undefined ? AT_FAULT : explainPerson(io, ready, what, formatOf(args));
  },
};

function explainCode(io: Io, code: string): number {
  const page = pageOf(code);
  if (page !== undefined) {
    io.out(page.endsWith("\n") ? page : `${page}\n`);
    return OK;
  }
  const meant = nearest(code, CATALOGUE.keys());
  throw new UsageError(
    `There is no code ${code}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
  );
}

interface Found {
  readonly planned: Planned;
  readonly payee: string;
}

function explainPerson(io: Io, ready: Ready, who: string, format: "pretty" | "json"): number {
  const people = ready.planned.flatMap((planned) => {
    const evaluator = new Evaluator(planned.program, planned.plan, ready.data(planned));
    return eligible(evaluator).map((payee) => ({
      planned,
      payee,
      name: nameOfPayee(planned, ready.data(planned), payee),
    }));
  });
  const found = people.filter(({ payee, name }) => payee === who || name === who);
  if (found.length === 0) {
    const meant = nearest(
      who,
      people.flatMap(({ payee, name }) => [payee, name]),
    );
    throw new UsageError(
      `No plan of ${ready.period.name} pays ${who}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
    );
  }
  const explained = found.flatMap((one) =>
    periodsOf(one.planned, ready.period).map((period) => ({ one, period })),
  );
  const json: unknown[] = [];
  for (const { one, period } of explained) {
    const evaluator = new Evaluator(one.planned.program, one.planned.plan, ready.data(one.planned));
    try {
      const explanation = explain(
        one.planned.plan,
        explainPayee(evaluator, one.payee, period),
        quoteIn(ready.session),
      );
      if (format === "json") json.push(explanationJson(explanation, period.name));
      else print(io, ready, one, explanation, period.name);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return reportFault(io, ready, error, one.payee);
    }
  }
  if (format === "json") io.out(`${JSON.stringify(json, null, 2)}\n`);
  return OK;
}

function print(
  io: Io,
  ready: Ready,
  { planned, payee }: Found,
  explanation: Explanation,
  period: string,
): void {
  const paint = paintOf(io);
  const name = nameOfPayee(planned, ready.data(planned), payee);
  io.out(`${paint.strong(`${name}, ${planned.plan.label ?? planned.plan.name}, ${period}`)}\n\n`);
  io.out(`${explanationText(explanation, locateIn(ready.session), paint)}\n\n`);
}

function reportFault(io: Io, { session }: Ready, fault: Fault, payee: string): number {
  const module = session.workspace.module(fault.origin.path);
  if (module !== undefined)
    io.out(`${renderDiagnostic(faultDiagnostic(fault, module.file, payee), paintOf(io))}\n`);
  return AT_FAULT;
}

function explanationJson({ payee, plan, total, lines }: Explanation, period: string): unknown {
  return {
    payee,
    plan: plan.name,
    period,
    currency: plan.currency,
    total: total.toString(),
    lines: lines.map(lineJson),
  };
}

function lineJson({ text, amount, unit, origin, row, parts }: Line): unknown {
  return {
    text,
    ...(amount === undefined ? {} : { amount: amount.toString(), unit }),
    ...(origin === undefined ? {} : { origin }),
    ...(row === undefined ? {} : { row }),
    ...(parts.length === 0 ? {} : { parts: parts.map(lineJson) }),
  };
}
