/** Statements that were accepted: each is held to the one in its file, which only `--accept` writes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listed, nearest } from "../base/text.ts";
import { Evaluator } from "../evaluate/evaluator.ts";
import { Fault } from "../evaluate/fault.ts";
import { explainPayee } from "../evaluate/run.ts";
import { explain } from "../explain/explain.ts";
import type { GoldenStatement } from "../workspace/config-tests.ts";
import type { Checked } from "../workspace/workspace.ts";
import { Refusal } from "./answer.ts";
import { UsageError } from "./arguments.ts";
import { dueIn } from "./due.ts";
import type { Io } from "./io.ts";
import { lineDifference } from "./line-difference.ts";
import { findPeople } from "./payees.ts";
import { plansOf, textIn } from "./programs.ts";
import { type Ready, withData } from "./ready.ts";
import type { Session } from "./session.ts";
import { statement } from "./statements.ts";

/** The folder of accepted statements, in that of the project. */
const FOLDER = "accepted";

export interface Golden {
  readonly name: string;
  /** From the folder of the project. */
  readonly path: string;
  readonly fate: "as accepted" | "accepted now" | "differs" | "not accepted yet" | "can't be made";
  /** Lines that say what differs, or why there is no statement. */
  readonly lines: readonly string[];
}

/** Compares all statements that attain.json names; those in `accept` are written first. */
export async function goldensOf(
  io: Io,
  session: Session,
  checked: readonly Checked[],
  accept: readonly string[],
): Promise<Golden[]> {
  const { statements } = session.config.tests;
  for (const name of accept) checkName(name, [...statements.keys()]);
  const goldens: Golden[] = [];
  for (const [name, asked] of statements)
    goldens.push(await goldenOf(io, session, checked, name, asked, accept.includes(name)));
  return goldens;
}

function checkName(name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const meant = nearest(name, names);
  const help =
    names.length === 0
      ? "attain.json names none, in `statements` of `tests`."
      : meant === undefined
        ? `attain.json names ${listed(names, "and")}.`
        : `Did you mean ${meant}?`;
  throw new UsageError(`There is no statement ${name}. ${help}`);
}

async function goldenOf(
  io: Io,
  session: Session,
  checked: readonly Checked[],
  name: string,
  asked: GoldenStatement,
  isAccepted: boolean,
): Promise<Golden> {
  const path = `${FOLDER}/${name}.md`;
  const made = await statementOf(io, session, checked, asked);
  if ("why" in made) return { name, path, fate: "can't be made", lines: [made.why] };
  const file = join(session.root, path);
  const known = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (known?.replaceAll("\r\n", "\n") === made.text)
    return { name, path, fate: "as accepted", lines: [] };
  if (isAccepted) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, made.text);
    return { name, path, fate: "accepted now", lines: [] };
  }
  return known === undefined
    ? { name, path, fate: "not accepted yet", lines: made.text.trimEnd().split("\n") }
    : { name, path, fate: "differs", lines: lineDifference(known, made.text) };
}

type Made = { readonly text: string } | { readonly why: string };

/** What somebody is paid in a period, without what differs from run to run: days, receipts and lines of plans. */
async function statementOf(
  io: Io,
  session: Session,
  checked: readonly Checked[],
  { payee, period }: GoldenStatement,
): Promise<Made> {
  try {
    const plans = plansOf(checked);
    const { due, notDue } = dueIn(plans, period);
    const prepared = { session, plans, due, notDue, isWhole: false, warnings: [] };
    const ready = await withData(io, prepared);
    return { text: `${textsOf(ready, payee).join("\n")}\n` };
  } catch (error) {
    if (error instanceof UsageError) return { why: error.message };
    if (error instanceof Refusal)
      return { why: `The data has problems: attain run --period ${period} shows them.` };
    if (error instanceof Fault)
      return { why: `The run ends with ${error.code}: attain run --period ${period} shows why.` };
    throw error;
  }
}

function textsOf(ready: Ready, who: string): string[] {
  const read = textIn(ready.session);
  return findPeople(ready, who).flatMap(({ planned, key, name }) => {
    const { program, plan } = planned;
    const parts = ready.due.find((one) => one.planned === planned)?.parts ?? [];
    return parts.map((period) => {
      const evaluator = new Evaluator(program, plan, ready.data(planned));
      const explanation = explain(plan, explainPayee(evaluator, key, period), read);
      return statement(explanation, { name, period }, () => "").trimEnd();
    });
  });
}
