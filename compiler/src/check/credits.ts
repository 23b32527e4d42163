/** Credits: which rows, dated when, worth how much, shared among whom. */
import { CURRENCIES } from "@attain/runtime";
import { listed, nearest } from "../base/text.ts";
import type { Member } from "../bind/scope.ts";
import {
  missingPart,
  outOfPlace,
  repeatedPart,
  unknownName,
} from "../diagnostics/catalogue/names.ts";
import { missingWords, wrongType } from "../diagnostics/catalogue/types.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { Never } from "../syntax/ast/component.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Credit, CreditLine, Recipient } from "../syntax/ast/credit.ts";
import type { Location, SourceFile } from "../text/source-file.ts";
import { gridOfBoth, withWindow } from "./algebra.ts";
import { type Checker, type Env, type Notes, newNotes, report } from "./checker.ts";
import { assuming } from "./expressions/assume.ts";
import { condition, demand, numberValue, textOf, value } from "./expressions/demand.ts";
import { ownCurrencyHelp, ratesWords } from "./expressions/exchange.ts";
import { referenceTo, rowEnv, sourceNamed } from "./expressions/releases.ts";
import { checkLimitOfCredit } from "./limits.ts";
import { roundStep, withoutGrid } from "./pay-steps.ts";
import { checkAs, checkRollUp } from "./credit-paths.ts";
import { checkFairly, checkWhole } from "./shares.ts";
import type { SourceInfo } from "./sources.ts";
import type { Above } from "../ir/credit.ts";
import { DATE, type NumberType, RATIO, numberOf, sameUnit, typeName } from "./types.ts";

export interface CreditInfo {
  readonly name: string;
  readonly declaration: Credit;
  readonly source: SourceInfo;
  /** The source of the people who are credited; undefined for what is the company's. */
  readonly people: string | undefined;
  /** Who is above somebody, where credit rolls up. */
  readonly above?: Above;
  /** What one credit is worth. */
  readonly worth: NumberType;
  /** Fields that are present in every row that is credited. */
  readonly present: ReadonlySet<string>;
  /** Whether a person may be credited with less than the whole row. */
  readonly shared: boolean;
  readonly notes: Notes;
  readonly file: SourceFile;
  readonly at: Location;
}

export type Line<Kind extends CreditLine["kind"]> = Extract<CreditLine, { kind: Kind }>;

/** Checks a credit; undefined if it lacks what its totals need. */
export function checkCredit(
  checker: Checker,
  symbol: Extract<Member, { kind: "credit" }>,
): CreditInfo | undefined {
  const { declaration: node, at } = symbol;
  const notes = newNotes();
  const outside: Env = { checker, file: at.file, notes, present: new Set(), nonZero: new Set() };
  const source = sourceOf(outside, node);
  if (source === undefined) return undefined;
  const inside: Env = { ...outside, row: source };
  const env = whereEnv(inside, node);
  const dated = only(env, node, "Dated", "which date decides the period", "dated closed_on");
  if (dated !== undefined) demand(env, dated.date, DATE);
  const worthLine = only(env, node, "Worth", "what a row is worth", "worth amount");
  const stated = worthLine === undefined ? undefined : oneCurrency(env, worthLine.value, dated);
  const deal = checkSteps(env, node, "deal", stated);
  const people = checkShares(env, node, deal);
  const worth = checkSteps(env, node, "share", deal && ofShare(node, deal));
  const isCompany = node.lines.some(({ kind }) => kind === "ToCompany");
  const rollUp = node.lines.find((line) => line.kind === "RollUp");
  const above = rollUp === undefined ? undefined : checkRollUp(env, rollUp, people);
  if (worth === undefined || (people === undefined && !isCompany)) return undefined;
  const { name } = symbol;
  const lines = node.lines.map((line) => line.kind);
  const shared = lines.some((kind) => PARTIAL.has(kind));
  return {
    name,
    declaration: node,
    source,
    people,
    ...(above === undefined ? {} : { above }),
    present: env.present,
    shared,
    notes,
    file: at.file,
    at,
    worth: withWindow(worth, { kind: "deal" }),
  };
}

/** What is totalled is of one currency. */
function oneCurrency(
  env: Env,
  node: Expression,
  dated: Line<"Dated"> | undefined,
): NumberType | undefined {
  const type = numberValue(env, node);
  if (type?.unit.kind !== "foreign") return type;
  const { base, rate } = ratesWords(env);
  const on = dated === undefined ? "the day" : textOf(env, dated.date);
  const own = ownCurrencies(env)[0];
  const change = `Change it first: \`${textOf(env, node)} in ${base} by ${rate} on ${on}\`.`;
  const help = own === undefined ? change : `${change} ${ownCurrencyHelp(env, node, on, own)}`;
  const facts = { expected: "Money of one currency", found: typeName(type) };
  report(env, wrongType, node.span, facts, { help });
  return undefined;
}

/** The columns that plans pay everybody in, instead of in one currency. */
function ownCurrencies({ checker }: Env): string[] {
  return [...checker.symbols.values()].flatMap((symbol) => {
    const paid = symbol.kind === "plan" ? symbol.declaration.pays?.currency.text : undefined;
    return paid === undefined || paid === "" || CURRENCIES.has(paid) ? [] : [paid];
  });
}

/** Lines by which somebody may be credited with less, or more, than the whole row. */
const PARTIAL: ReadonlySet<CreditLine["kind"]> = new Set([
  "Split",
  "Overlay",
  "Never",
  "As",
  "RollUp",
]);

function sourceOf(env: Env, node: Credit): SourceInfo | undefined {
  const source = env.checker.sources.get(node.source.text);
  if (source === undefined && node.source.text !== "") {
    const known = listed(
      [...env.checker.sources.keys()].map((name) => `\`${name}\``),
      "and",
    );
    const help = known === "" ? "Declare it with `source`." : `The sources are ${known}.`;
    const { text: name, span } = node.source;
    const meant = nearest(name, env.checker.sources.keys());
    report(env, unknownName, span, { name }, suggestion(span, meant, help));
  }
  return source;
}

/** Where the rows that are left by `where` are at hand. */
function whereEnv(env: Env, node: Credit): Env {
  const filters = node.lines.filter((line) => line.kind === "Where");
  return filters.reduce((inside, filter) => {
    condition(inside, filter.condition);
    return assuming(inside, filter.condition);
  }, env);
}

/** The one line of a kind; it is reported if there is none, or a second one. */
function only<Kind extends CreditLine["kind"]>(
  env: Env,
  node: Credit,
  kind: Kind,
  part: string,
  example: string,
): Line<Kind> | undefined {
  const [first, second] = node.lines.filter((line): line is Line<Kind> => line.kind === kind);
  const declaration = `\`${node.name.text}\``;
  if (first === undefined) {
    report(
      env,
      missingPart,
      node.name.span,
      { declaration, part },
      { help: `Add a line such as \`${example}\`.` },
    );
  }
  if (second !== undefined) {
    const related = [
      { at: { file: env.file, span: (first ?? second).span }, message: "the first time" },
    ];
    report(env, repeatedPart, second.span, { declaration, part }, { related });
  }
  return first;
}

/** Who is credited: all of it to one, or shares that make the whole; the source that all of them are rows of. */
function checkShares(env: Env, node: Credit, worth: NumberType | undefined): string | undefined {
  const to = node.lines.filter(
    (line) => line.kind === "To" || line.kind === "ToCompany" || line.kind === "As",
  );
  const splits = node.lines.filter((line) => line.kind === "Split");
  const overlays = node.lines.filter((line) => line.kind === "Overlay");
  const fairly = node.lines.find((line) => line.kind === "Fairly");
  checkRecipients(env, node, to, splits);
  const envs = new Map(
    [...to, ...splits, ...overlays].map((line) => [line, envOfRecipient(env, node, line)]),
  );
  for (const line of [...splits, ...overlays]) {
    const around = envs.get(line) ?? env;
    const { when } = line.recipient;
    const inside = when === undefined ? around : assuming(around, when);
    if (line.share !== "the rest") demand(inside, line.share, numberOf(RATIO));
  }
  checkWhole(env, node, splits);
  checkFairly(env, node, worth, splits, fairly);
  const [first, ...others] = [...to, ...splits, ...overlays].flatMap((line) => {
    if (line.kind === "ToCompany") return [];
    if (line.kind === "As") {
      const people = checkAs(env, line);
      return people === undefined ? [] : [{ people, span: line.span }];
    }
    const people = checkRecipient(envs.get(line) ?? env, line.recipient);
    return people === undefined ? [] : [{ people, span: line.recipient.payee.span }];
  });
  for (const { people, span } of others) {
    if (people === first?.people) continue;
    const facts = { expected: `A row of ${first?.people ?? ""}`, found: `a row of ${people}` };
    report(env, wrongType, span, facts, { help: "One credit is shared among one kind of people." });
  }
  return first?.people;
}

/** All of a deal goes to one, or shares of it to several. */
function checkRecipients(
  env: Env,
  node: Credit,
  to: readonly Line<"To" | "ToCompany" | "As">[],
  splits: readonly Line<"Split">[],
): void {
  const declaration = `\`${node.name.text}\``;
  if (to.length + splits.length === 0) {
    report(
      env,
      missingPart,
      node.name.span,
      { declaration, part: "who is credited" },
      {
        help: "Add a line such as `to rep`; or `to the company`, for a total that is the same for everybody.",
      },
    );
  }
  if (to[1] !== undefined || (to[0] !== undefined && splits[0] !== undefined)) {
    const help =
      "`to` credits one person with all of it. Share it with `split … to …` lines; credit on top of it with `overlay … to …`.";
    report(
      env,
      repeatedPart,
      (to[1] ?? splits[0])?.span ?? node.name.span,
      { declaration, part: "who is credited" },
      { help },
    );
  }
}

/** Where the rows that refer to the deal are at hand one by one, or the deal itself. */
function envOfRecipient(env: Env, node: Credit, line: CreditLine): Env {
  const each = "recipient" in line ? line.recipient.each : undefined;
  if (each === undefined) return env;
  if (line.kind === "To" || (line.kind === "Split" && line.share === "the rest")) {
    const facts = { thing: "`with each`", place: "after a share of its own: `split share to rep`" };
    report(env, outOfPlace, each.span, facts);
    return env;
  }
  const source = sourceNamed(env, each);
  if (source === undefined) return env;
  env.notes.meanings.set(each, {
    kind: "team",
    source,
    reference: referenceTo(env, source, node.source.text, undefined, each.span) ?? "",
  });
  return rowEnv(env, source);
}

function checkRecipient(env: Env, { payee, when }: Recipient): string | undefined {
  if (when !== undefined) condition(env, when);
  const type = value(when === undefined ? env : assuming(env, when), payee);
  if (type.kind === "unknown") return undefined;
  const isPerson = type.kind === "row" && env.checker.sources.get(type.source)?.people === true;
  if (isPerson) return type.source;
  const help =
    "A person is a row of a `people` source: the field refers to it by its name, such as `rep : Reps`.";
  report(env, wrongType, payee.span, { expected: "A person", found: typeName(type) }, { help });
  return undefined;
}

/** Caps and roundings, of the deal or of each share of it; what it is worth after them. */
function checkSteps(
  env: Env,
  node: Credit,
  place: "deal" | "share",
  worth: NumberType | undefined,
): NumberType | undefined {
  const shared = node.lines.some(({ kind }) => kind === "Split");
  const firstSplit = shared ? node.lines.findIndex(({ kind }) => kind === "Split") : Infinity;
  const lines = node.lines.filter((_, i) => i > firstSplit === (place === "share"));
  return lines.reduce((running, line) => {
    if (line.kind === "Never") return checkLimit(env, line, place, shared, running);
    if (line.kind !== "Round") return running;
    if (place === "deal") return roundStep(env, line.rounding, running);
    const help = "Shares that are rounded one by one don't make the whole: move the line up.";
    const facts = { thing: "Rounding of the deal", place: "above the `split` lines" };
    report(env, outOfPlace, line.span, facts, { help });
    return running;
  }, worth);
}

/** What a share of a deal is worth: whole cents only if the deal's are shared out so, and nobody has a part on top. */
function ofShare({ lines }: Credit, deal: NumberType): NumberType {
  const has = (kind: CreditLine["kind"]): boolean => lines.some((line) => line.kind === kind);
  const isWhole =
    !has("Overlay") && !has("As") && !has("RollUp") && (!has("Split") || has("Fairly"));
  return isWhole ? deal : withoutGrid(deal);
}

/** A cap says whether it is on the deal or on each share, as its place does. */
function checkLimit(
  env: Env,
  line: Never,
  place: "deal" | "share",
  shared: boolean,
  running: NumberType | undefined,
): NumberType | undefined {
  const limit = numberValue(env, line.limit);
  checkEach(env, line, place, shared);
  checkLimitOfCredit(env, line);
  if (limit === undefined || running === undefined) return running;
  if (!sameUnit(limit.unit, running.unit)) {
    const expected = typeName(numberOf(running.unit));
    report(env, wrongType, line.limit.span, { expected, found: typeName(limit) });
    return running;
  }
  return { ...withoutGrid(running), ...gridOfBoth(running, limit) };
}

function checkEach(env: Env, line: Never, place: "deal" | "share", shared: boolean): void {
  const told = line.each?.text;
  if (told === place) return;
  if (told === undefined || (told !== "deal" && told !== "share")) {
    const help = shared
      ? "Above the `split` lines, `each deal` is capped and then split; below them, `each share` is capped."
      : "Write `each deal` after the amount.";
    report(
      env,
      missingWords,
      line.each?.span ?? line.limit.span,
      { question: "Each deal, or each share of it?" },
      { help },
    );
    return;
  }
  const help =
    place === "share"
      ? "Move the line above the `split` lines to cap the deal."
      : shared
        ? "Move the line below the `split` lines to cap each share."
        : "There are no `split` lines: write `each deal`.";
  report(
    env,
    outOfPlace,
    line.each?.span ?? line.span,
    {
      thing: `\`each ${told}\``,
      place: told === "deal" ? "above the `split` lines" : "below the `split` lines",
    },
    { help },
  );
}
