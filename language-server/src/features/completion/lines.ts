/** The words that may begin a line at a place, those that are missing and fit the indentation first. */
import { type Block, type Line, wordsIn } from "@attain/compiler/syntax/lines";
import { documentationOf } from "@attain/compiler/syntax/tokens";
import { memberAt } from "../../analysis/nodes.ts";
import { lexedOf } from "../../analysis/tokens.ts";
import type { View } from "../../project/project.ts";
import { fillersAt } from "../../forms/fillers.ts";
import { FITS, LIKELY, type Offer, POSSIBLE, UNLIKELY } from "./item.ts";
import { templatesOf } from "../../forms/lines.ts";
import { filled, type Template } from "../../forms/template.ts";

type Level = Line["level"];

/** `column`: how far the place is indented. */
export function lineOffers(view: View, offset: number, column: number): Offer[] {
  const before = lexedOf(view.file).lines.filter(
    ({ tokens: [first] }) => (first?.startOffset ?? 0) < lineStart(view, offset),
  );
  const last = before.at(-1);
  const block: Block = last?.block ?? "file";
  const words = wordsIn(block, last?.inPlan ?? false);
  const steps = new Set(
    Object.keys(wordsIn(block, false)).filter((word) => !Object.hasOwn(FILE, word)),
  );
  const fill = fillersAt(
    view,
    offset,
    memberAt(view.parsed.tree, last?.tokens[0]?.startOffset ?? 0),
  );
  const said = wordsSaid(before, block);
  return Object.entries(words).flatMap(([word, type]) => {
    const level: Level = steps.has(word) ? "step" : Object.hasOwn(FILE, word) ? "file" : "member";
    const forms = templatesOf(block, level).filter(
      ({ label }) => label === word || label.startsWith(`${word} `),
    );
    const rank = rankOf(level, column, block, said.has(word) && ONCE.has(word));
    const shown: readonly Template[] =
      forms.length > 0 ? forms : [{ label: word, body: () => `${word} $0` }];
    return shown.map(({ label, title, body }) =>
      lineOffer(
        title?.(fill) ?? label,
        body(fill),
        documentationOf(type),
        RARE.has(label) ? rank + SELDOM : rank,
      ),
    );
  });
}

/** What may follow `shared`. */
export function sharedOffers(view: View, offset: number): Offer[] {
  const fill = fillersAt(view, offset, undefined);
  return SHAREABLE.flatMap((word) => {
    const form = templatesOf("plan", "member").find(({ label }) => label === word);
    return form === undefined ? [] : [lineOffer(word, form.body(fill), undefined, FITS)];
  });
}

const SHAREABLE = ["parameter", "credit", "measure", "kpi", "quota", "target", "rates", "lookup"];

function lineOffer(label: string, insert: string, doc: string | undefined, rank: number): Offer {
  return {
    label,
    kind: "keyword",
    detail: filled(insert).split("\n")[0] ?? "",
    ...(doc === undefined ? {} : { doc }),
    insert,
    isSnippet: true,
    rank,
  };
}

const FILE = wordsIn("file", false);

/** After those of their rank that most plans have. */
const SELDOM = 0.5;

const RARE: ReadonlySet<string> = new Set([
  "calendar",
  "territories",
  "shared",
  "scenario",
  "plan extends",
  "component each Segment",
  "rates by amount paid",
  "goal",
  "exception",
  "release",
  "clawback",
  "draw",
  "balance",
  "allow",
  "expect error",
]);

/** Lines that stand once in what they belong to. */
const ONCE: ReadonlySet<string> = new Set([
  "for",
  "during",
  "pays",
  "dated",
  "worth",
  "to",
  "earns",
  "valid",
  "cases",
  "headcount",
  "payout",
]);

function lineStart(view: View, offset: number): number {
  return view.file.text.lastIndexOf("\n", offset - 1) + 1;
}

/** The words of the lines that the open block has already. */
function wordsSaid(lines: readonly Line[], block: Block): ReadonlySet<string> {
  const start = lines.findLastIndex(({ level, block: own }) => level !== "step" && own === block);
  return new Set(lines.slice(start).map(({ tokens }) => tokens[0]?.image ?? ""));
}

/** What stands beside plans, and is filled with lines that are indented. */
const BESIDE: ReadonlySet<Block> = new Set<Block>(["test", "scenario"]);

/** A line at the margin begins a declaration; one that is indented belongs to what is above it. */
function rankOf(level: Level, column: number, block: Block, isSaid: boolean): number {
  const wanted: Level =
    column === 0
      ? "file"
      : column <= 2 && block !== "source" && !BESIDE.has(block) && block !== "plan"
        ? "member"
        : "step";
  const rank = level === wanted ? FITS : level === "file" ? POSSIBLE : LIKELY;
  return isSaid ? rank + UNLIKELY : rank;
}
