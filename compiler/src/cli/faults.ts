/** Faults of a run as diagnostics, in the words of their rules. */
import { counted, listed } from "../base/text.ts";
import * as running from "../diagnostics/catalogue/running.ts";
import { diagnose } from "../diagnostics/diagnostic.ts";
import type { Fault } from "../evaluate/fault.ts";
import type { PlanFault } from "../evaluate/run.ts";
import type { SourceFile } from "../text/source-file.ts";
import { type Found, Refusal } from "./answer.ts";
import { diagnosticsText } from "./diagnostics.ts";
import { AT_FAULT } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import type { Session } from "./session.ts";

/** The diagnostic of a fault; `payee` says for whom it was met, and `whom` names others too. */
export function faultDiagnostic(
  fault: Fault,
  file: SourceFile,
  payee?: string,
  whom: string | undefined = payee,
): Found {
  const rule = running.RULES[fault.code];
  const { start, end } = fault.origin;
  const facts = { ...fault.facts, ...(payee === undefined ? {} : { payee }) };
  const label = whom === undefined ? {} : { label: `for ${whom}` };
  const at = { file, span: { start, end } };
  const { rowsOf } = fault.facts;
  const help = rowsOf === undefined ? rule.help : rowsHelp(rowsOf);
  const diagnostic = diagnose(rule.rule, at, facts, { help, ...label });
  return payee === undefined ? diagnostic : { ...diagnostic, payee };
}

/** What a test without any row of a source lacks. */
function rowsHelp(source: string): string {
  return `All rows of ${source} are needed here: write \`given ${source}\`, and below it a grid with a row for each.`;
}

/** How many people are named. */
const NAMED = 5;

function named(people: readonly string[]): string {
  if (people.length <= NAMED) return listed(people, "and");
  return `${people.slice(0, NAMED).join(", ")} and ${counted(people.length - NAMED, "other")}`;
}

/** Ends a run that has met faults: nobody is paid. */
export function refuseFaults(
  session: Session,
  faults: readonly PlanFault[],
  outcome: string = "Nothing was paid",
): void {
  if (faults.length === 0) return;
  const { workspace, places } = session;
  const diagnostics = faults.flatMap(({ fault, payee }) => {
    const file = workspace.module(fault.origin.path)?.file;
    return file === undefined ? [] : [faultDiagnostic(fault, file, payee)];
  });
  const people = [...new Set(faults.map(({ payee }) => payee ?? "all"))];
  throw new Refusal({
    exit: AT_FAULT,
    found: { places, diagnostics },
    print: (io) => {
      for (const alike of grouped(faults, ({ fault }) => [fault.code, fault.origin]))
        io.err(kindText(io, session, alike));
      io.err(`${outcome}: ${counted(faults.length, "fault")}, for ${named(people)}.\n`);
    },
  });
}

/** How many faults of one kind at one place are printed. */
const SHOWN = 3;

/** The faults of one kind at one place of the plan: what is the same for several people is said once. */
function kindText(io: Io, { workspace, places }: Session, alike: readonly PlanFault[]): string {
  const same = grouped(alike, ({ fault }) => fault.facts);
  const shown = same.slice(0, SHOWN).flatMap(([first, ...others]) => {
    const file = first && workspace.module(first.fault.origin.path)?.file;
    if (first === undefined || file === undefined) return [];
    const people = [first, ...others].flatMap(({ payee }) => payee ?? []);
    return [
      faultDiagnostic(
        first.fault,
        file,
        first.payee,
        people.length === 0 ? undefined : named(people),
      ),
    ];
  });
  const text = diagnosticsText(io, shown, places);
  const rest = same.slice(SHOWN).flat();
  if (rest.length === 0) return text;
  const people = [...new Set(rest.flatMap(({ payee }) => payee ?? []))];
  return `${text}   … and ${counted(rest.length, "more fault")} like these, for ${named(people)}\n\n`;
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => unknown): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const text = JSON.stringify(key(item));
    groups.set(text, [...(groups.get(text) ?? []), item]);
  }
  return [...groups.values()];
}
