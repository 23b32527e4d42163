/** What tests don't notice, as people read it, and as JSON. */
import { counted } from "../base/text.ts";
import { exactAmount, formatNumber, formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Mutant } from "../mutate/mutant.ts";
import type { Witness } from "../mutate/witness.ts";
import { type Finding, REMARK } from "./formats/report.ts";
import { type Io, paintOf } from "./io.ts";
import type { MutationResult } from "./mutation.ts";
import type { Places } from "./places.ts";
import { titleOf } from "./test-failures.ts";
import { shareText, thresholdText } from "./thresholds.ts";

export function reportMutation(io: Io, places: Places, result: MutationResult): void {
  const { outcomes, unnoticed, score, atLeast } = result;
  const paint = paintOf(io);
  io.out("\n");
  for (const { mutant, witness } of unnoticed) {
    const head = `${paint.severity("warning", "unnoticed")}  ${paint.strong(changeText(mutant))}`;
    io.out(`${head}  ${paint.dim(places.line(mutant.origin))}\n`);
    io.out(`           ${witness === undefined ? NO_WITNESS : witnessText(witness)}\n`);
  }
  if (unnoticed.length > 0) io.out("\n");
  const equal = outcomes.filter(({ fate }) => fate === "equal").length;
  const noticed = outcomes.length - equal - unnoticed.length;
  const counts = [
    `${noticed} noticed`,
    ...(unnoticed.length === 0 ? [] : [`${unnoticed.length} unnoticed`]),
    ...(equal === 0 ? [] : [`${equal} that can't change a payout`]),
  ];
  io.out(
    `${counted(outcomes.length, "change")} of plans: ${counts.join(", ")}. ${shareText(score)}\n`,
  );
  io.out(thresholdText("The part of the changes that tests notice", score, atLeast));
}

export function mutationFindings(places: Places, { unnoticed }: MutationResult): Finding[] {
  return unnoticed.flatMap(({ mutant, witness }) => {
    const at = places.json(mutant.origin);
    const message = `No test notices the change ${changeText(mutant)}.`;
    const help = witness === undefined ? NO_WITNESS : `${witnessText(witness)}.`;
    const name = "unnoticed-change";
    return at === undefined ? [] : [{ ...REMARK, rule: name, name, message, help, at }];
  });
}

const NO_WITNESS = "No payout was found that it changes.";

/** `above 16 meeting → above 17 meeting`. */
function changeText({ was, becomes }: Pick<Mutant, "was" | "becomes">): string {
  return becomes === undefined ? `${was} → left out` : `${was} → ${becomes}`;
}

/** `by the data: ada in FY2026-Q1 is paid 100.00 USD, and would be paid 90.00 USD`. */
function witnessText(witness: Witness): string {
  const { by, name, unit, before } = witness;
  const what = name === "payout" ? "the payout" : name;
  return `${whereText(by)}${what} is ${formatNumber(before, unit)}, and would be ${afterText(witness)}`;
}

function afterText({ after, unit }: Witness): string {
  return after instanceof Rational ? formatNumber(after, unit) : `refused with ${after}`;
}

function whereText(by: Witness["by"]): string {
  if (by.kind === "data") return `By the data, for ${by.payee} in ${by.period}: `;
  const other = by.isOther ? `, for ${by.payee} in ${by.period}` : "";
  const test = `“${titleOf(by.test)}”${other}`;
  if (by.change === undefined) return `In ${test}: `;
  const { name, type, value } = by.change;
  return `In ${test} with ${name} ${formatValue(type, value)}: `;
}

export function mutationJson(
  { outcomes, unnoticed, atLeast }: MutationResult,
  places: Places,
): Record<string, unknown> {
  const of = (fate: string): number => outcomes.filter((one) => one.fate === fate).length;
  return {
    changes: outcomes.length,
    noticed: of("noticed"),
    ...(atLeast === undefined ? {} : { atLeast }),
    unnoticed: unnoticed.map(({ mutant, witness }) => ({
      ...mutantJson(mutant, places),
      ...(witness === undefined ? {} : { example: witnessJson(witness) }),
    })),
    equal: outcomes.flatMap(({ mutant }) =>
      mutant.equal === undefined ? [] : [{ ...mutantJson(mutant, places), reason: mutant.equal }],
    ),
  };
}

function mutantJson(
  { kind, was, becomes, origin }: Mutant,
  places: Places,
): Record<string, unknown> {
  return { kind, was, becomes: becomes ?? null, ...places.json(origin) };
}

function witnessJson({ by, name, unit, before, after }: Witness): Record<string, unknown> {
  const where =
    by.kind === "data"
      ? { plan: by.plan, payee: by.payee, period: by.period }
      : {
          test: titleOf(by.test),
          ...(by.isOther ? { payee: by.payee, period: by.period } : {}),
          ...(by.change === undefined
            ? {}
            : {
                with: { name: by.change.name, value: formatValue(by.change.type, by.change.value) },
              }),
        };
  return {
    by: by.kind,
    ...where,
    name,
    unit,
    before: exactAmount(before, unit),
    after: after instanceof Rational ? exactAmount(after, unit) : after,
  };
}
