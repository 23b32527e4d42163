/** `attain ledger`: proves the ledger whole, or shows what stands in it. It never changes it. */
import { counted } from "../../base/text.ts";
import { findProject } from "../../host/project.ts";
import { totalsOf } from "../../ledger/entry.ts";
import type { Answer } from "../answer.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import { type Book, openBook, placeOf, wholeLedger } from "../book.ts";
import type { Command } from "../command.ts";
import { AT_FAULT, OK } from "../exit-codes.ts";
import { type Io, paintOf } from "../io.ts";
import { chosen, entriesTable, entryJson, totalText } from "../ledger-entries.ts";

const NONE = "There is no ledger yet: attain close makes it.\n";

export const ledgerCommand: Command = {
  name: "ledger",
  summary: "Proves the ledger whole, or shows what was posted in it.",
  operands: "verify | show",
  options: [
    { name: "seal", value: "HASH", help: "verify: a seal that was kept must be in the ledger." },
    { name: "payee", value: "NAME", help: "show: one person only, by name or by key." },
    {
      name: "period",
      short: "p",
      value: "PERIOD",
      help: "show: what was posted for this period, or when it was closed.",
    },
  ],
  examples: [
    ["attain ledger verify", "Follows the chain from the first entry to the last."],
    [
      "attain ledger show --period FY2026-Q1",
      "What the quarter paid, and all that was posted for it since.",
    ],
  ],
  run: async (io, args) => {
    const [what, ...rest] = args.operands;
    if ((what !== "verify" && what !== "show") || rest.length > 0)
      throw new UsageError(
        "What of the ledger? Write attain ledger verify, or attain ledger show.",
      );
    refuseOthers(args, what);
    const project = await findProject(io.cwd);
    if (project === undefined)
      throw new UsageError("There is no attain.json here or above, so there is no ledger.");
    const book = openBook(project.root);
    return what === "verify" ? verify(io, args, book) : show(io, args, book);
  },
};

/** An option of the other half would do nothing. */
function refuseOthers(args: Arguments, what: "verify" | "show"): void {
  const others = what === "verify" ? ["payee", "period"] : ["seal"];
  const wrong = others.find((name) => args.value(name) !== undefined);
  const other = what === "verify" ? "show" : "verify";
  if (wrong !== undefined) throw new UsageError(`--${wrong} belongs to attain ledger ${other}.`);
}

function verify(io: Io, args: Arguments, { folder, read }: Book): Answer {
  if ("why" in read) {
    const { line, why } = read;
    const place = placeOf(io, folder, read);
    const file = place.slice(0, place.lastIndexOf(":"));
    return broken(`The ledger is broken at ${place}: ${why}.`, { file, line, why });
  }
  const entries = read.closes.flatMap(({ head, posted }) => [head, ...posted]);
  const seal = args.value("seal");
  if (seal !== undefined && !entries.some(({ hash }) => hash === seal)) {
    const why = `no entry has the seal ${seal}`;
    return broken(`The ledger isn't the one that was sealed: ${why}.`, { why });
  }
  const [closes, count] = [read.closes.length, entries.length];
  const last = closes === 0 ? undefined : read.last.hash;
  const text =
    last === undefined
      ? NONE
      : `The ledger is whole: ${counted(closes, "close")}, ${counted(count, "entry", "entries")}\nSeal: ${last}\n`;
  return {
    exit: OK,
    result: () => ({
      ledger: {
        whole: true,
        closes,
        entries: count,
        ...(last === undefined ? {} : { seal: last }),
      },
    }),
    print: ({ out }) => out(text),
  };
}

function broken(
  message: string,
  at: { readonly file?: string; readonly line?: number; readonly why: string },
): Answer {
  return {
    exit: AT_FAULT,
    error: { kind: "ledger", message },
    result: () => ({ ledger: { whole: false, ...at } }),
    print: (io) =>
      io.err(
        `${message}\nNothing after that is proven. Bring the ledger back from version control or a backup.\n`,
      ),
  };
}

function show(io: Io, args: Arguments, book: Book): Answer {
  const ledger = wholeLedger(io, book, "Nothing is shown.");
  const isEmpty = ledger.closes.length === 0;
  const found = isEmpty ? [] : chosen(ledger, args.value("payee"), args.value("period"));
  const totals = totalsOf(found.flatMap(({ entries }) => entries));
  return {
    exit: OK,
    result: () => ({
      entries: found.flatMap(({ close, entries }) => entries.map((one) => entryJson(close, one))),
      totals,
    }),
    print: ({ out, ...look }) => {
      if (isEmpty) out(NONE);
      for (const { close, entries } of found) {
        const title = `${close.head.period}, as of ${close.head.asOf}`;
        out(`${paintOf(look).strong(title)}\n\n${entriesTable(entries)}\n\n`);
      }
      if (!isEmpty) out(`${totalText(totals)}\n`);
    },
  };
}
