/** Shares of a deal: that they make the whole, and to the cent. */
import { Quantity, sum } from "@attain/runtime";
import { listed } from "../base/text.ts";
import { outOfPlace, repeatedPart, unknownName } from "../diagnostics/catalogue/names.ts";
import { sharesNotWhole, unroundSplit } from "../diagnostics/catalogue/plans.ts";
import { missingWords, wrongType } from "../diagnostics/catalogue/types.ts";
import type { Credit } from "../syntax/ast/credit.ts";
import type { Span } from "../text/source-file.ts";
import { type Env, report } from "./checker.ts";
import type { Line } from "./credits.ts";
import { textOf } from "./expressions/demand.ts";
import { type LiteralNumber, literalNumber, percentSum } from "./literals.ts";
import type { NumberType } from "./types.ts";

/** Shares that are written as numbers must make 100 %; others are added up for each row. */
export function checkWhole(env: Env, node: Credit, splits: readonly Line<"Split">[]): void {
  const rests = splits.filter((split) => split.share === "the rest");
  if (rests[1] !== undefined) {
    report(env, repeatedPart, rests[1].span, {
      declaration: `\`${node.name.text}\``,
      part: "who gets the rest",
    });
  }
  const told = splits.map((split) =>
    split.share === "the rest" ? undefined : literalNumber(split.share),
  );
  for (const [i, share] of told.entries()) {
    const split = splits[i];
    if (share?.unit !== "%" || split === undefined || isShare(share.value)) continue;
    const facts = { expected: "A share from 0% to 100%", found: percentSum([share.value]) };
    report(env, wrongType, split.span, facts);
    return;
  }
  const isFixed = splits.every(
    ({ recipient: { when, each } }) => when === undefined && each === undefined,
  );
  const [first] = splits;
  if (!isFixed || first === undefined) return;
  const known = told.filter((share) => share !== undefined);
  if (known.length < splits.length - rests.length || known.some(({ unit }) => unit !== "%")) return;
  const total = percentSum(known.map((share) => share.value));
  const isWhole = rests.length > 0 ? isShare(sumOf(known)) : total === "100%";
  if (isWhole) return;
  const help =
    "Let one of the lines be `split the rest to …`. Credit on top of 100% is an `overlay`.";
  report(env, sharesNotWhole, first.span, { total }, { help });
}

function sumOf(shares: readonly LiteralNumber[]): string {
  const parts = shares.map(({ value: digits }) => Quantity.of(digits, "ratio"));
  return sum(parts, "ratio").toString();
}

/** Whether a ratio lies from 0 % to 100 %. */
function isShare(digits: string): boolean {
  const share = Quantity.of(digits, "ratio");
  return share.isAtLeast(Quantity.of("0", "ratio")) && share.isAtMost(Quantity.of("1", "ratio"));
}

/** Shares in whole cents: asked for where the deal has them, refused where it needn't. */
export function checkFairly(
  env: Env,
  node: Credit,
  worth: NumberType | undefined,
  splits: readonly Line<"Split">[],
  fairly: Line<"Fairly"> | undefined,
): void {
  const [first, second] = splits;
  if (first === undefined) {
    const facts = { thing: "Rounding by largest remainder", place: "below `split` lines" };
    if (fairly !== undefined) report(env, outOfPlace, fairly.span, facts);
    return;
  }
  if (fairly !== undefined) {
    checkTies(env, splits, fairly);
    checkGrain(env, node, worth, fairly);
  } else if (second === undefined && first.recipient.each === undefined) {
    const help = `One person is credited with all of it: write \`to ${textOf(env, first.recipient.payee)}\`.`;
    const facts = { thing: "A `split` with one line", place: "beside other `split` lines" };
    report(env, outOfPlace, first.span, facts, { help });
  } else if (worth?.unit.kind === "money" && worth.grid !== undefined) {
    const help =
      "Add `rounded to cent by largest remainder, ties by id`: no cent is lost, and the odd one goes where the rule says.";
    const facts = { question: "Who gets the odd cent of a split?" };
    report(env, missingWords, first.span, facts, { help });
  }
}

/** Shares can be whole cents, or multiples of an amount, only where the deal is. */
function checkGrain(
  env: Env,
  { lines }: Credit,
  worth: NumberType | undefined,
  { to, span }: Line<"Fairly">,
): void {
  const firstSplit = lines.findIndex(({ kind }) => kind === "Split");
  const last = lines.slice(0, firstSplit).findLast((line) => line.kind === "Round");
  const grain = wordsAt(env, to.span);
  const isWhole =
    to.kind === "Cent"
      ? worth?.grid !== undefined
      : last !== undefined && wordsAt(env, last.rounding.to.span) === grain;
  if (worth === undefined || isWhole) return;
  const help = `Round the deal first, with \`rounded half even to ${grain}\` above the \`split\` lines; or leave this line out, and the shares are exact.`;
  const facts = { amount: "What the deal is worth", grain: to.kind === "Cent" ? "a cent" : grain };
  report(env, unroundSplit, span, facts, { help });
}

function wordsAt({ file }: Env, { start, end }: Span): string {
  return file.text.slice(start, end);
}

/** Ties are broken by a field of the people. */
function checkTies(env: Env, splits: readonly Line<"Split">[], fairly: Line<"Fairly">): void {
  const type = splits[0] === undefined ? undefined : env.notes.types.get(splits[0].recipient.payee);
  const of = type?.kind === "optional" ? type.of : type;
  const people = of?.kind === "row" ? env.checker.sources.get(of.source) : undefined;
  const [field] = fairly.ties;
  if (people === undefined || field === undefined || people.fields.has(field.text)) return;
  const help = `The fields of ${people.name} are ${listed([...people.fields.keys()], "and")}.`;
  report(env, unknownName, field.span, { name: field.text }, { help });
}
