/** Draws and balances: that each says what it needs, once, in amounts that can be carried. */
import { missingPart, outOfPlace, repeatedPart } from "../diagnostics/catalogue/names.ts";
import { missingWords, unroundedCarry, wrongType } from "../diagnostics/catalogue/types.ts";
import type { Balance, Draw, DrawLine, Opens } from "../syntax/ast/draw.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import { ROUND_IT } from "./carried.ts";
import { type Env, report } from "./checker.ts";
import { assuming } from "./expressions/assume.ts";
import { condition, demand, numberValue, textOf } from "./expressions/demand.ts";
import { roundStep } from "./pay-steps.ts";
import {
  DATE,
  type NumberType,
  RATIO,
  type Type,
  UNKNOWN,
  type Window,
  money,
  numberOf,
  sameUnit,
} from "./types.ts";

/** What each line of a draw or a balance says, in words; each is said once. */
const PARTS: Readonly<Record<(DrawLine | Balance["lines"][number])["kind"], string>> = {
  Guarantees: "how much it guarantees",
  RepaidFrom: "from which pay it is repaid",
  RepaidSince: "since when it is repaid",
  RepaidAtMost: "how much is repaid at most",
  NeverRepaid: "that it isn't repaid",
  Opens: "what it opens at",
  ForgivenAfter: "when it is forgiven",
  ForgivenWhen: "when it is forgiven",
  Round: "how it is rounded",
  Becomes: "what it becomes",
};

export function checkDraw(env: Env, node: Draw): void {
  checkOnce(env, node);
  const has = (kind: DrawLine["kind"]): boolean => node.lines.some((line) => line.kind === kind);
  if (!has("Guarantees") && !has("Opens")) {
    const facts = { declaration: `\`${node.name.text}\``, part: PARTS.Guarantees };
    const help =
      "Add a line `guarantees 1,000 USD`; or, to recover a debt from before, `opens at …`.";
    report(env, missingPart, node.name.span, facts, { help });
  }
  checkRepaid(env, node, has("NeverRepaid"), has("RepaidFrom"));
  const rounding = node.lines.find((line) => line.kind === "Round");
  const currency = env.plan?.currency ?? "";
  if (rounding !== undefined) roundStep(env, rounding.rounding, numberOf(money(currency)));
  for (const line of node.lines) checkLine(env, line, rounding !== undefined);
}

function checkOnce(env: Env, { name, lines }: Draw | Balance): void {
  const seen = new Map<string, (typeof lines)[number]>();
  for (const line of lines) {
    const part = PARTS[line.kind];
    const first = seen.get(part);
    if (first === undefined) {
      seen.set(part, line);
      continue;
    }
    const related = [{ at: { file: env.file, span: first.span }, message: "the first time" }];
    report(env, repeatedPart, line.span, { declaration: `\`${name.text}\``, part }, { related });
  }
}

/** Whether a draw is a loan or a gift moves money: the author says it. */
function checkRepaid(env: Env, { name, lines }: Draw, never: boolean, from: boolean): void {
  if (!never && !from) {
    const question = `Is what \`${name.text}\` pays repaid?`;
    const help =
      "Write `repaid from pay above 1,000 USD` (so much is kept), `repaid from all pay`, or `never repaid`.";
    report(env, missingWords, name.span, { question }, { help });
  }
  if (!never) return;
  for (const line of lines) {
    const owes = line.kind.startsWith("Repaid") || line.kind.startsWith("Forgiven");
    if (!owes && line.kind !== "Opens") continue;
    const facts = { thing: "This line", place: "to a draw that is repaid; this one never is" };
    report(env, outOfPlace, line.span, facts);
  }
}

function checkLine(env: Env, line: DrawLine, isRounded: boolean): void {
  switch (line.kind) {
    case "Guarantees":
      if (line.when !== undefined) condition(env, line.when);
      amount(line.when === undefined ? env : assuming(env, line.when), line.value, isRounded);
      return;
    case "RepaidFrom":
      if (line.share !== undefined) demand(env, line.share, numberOf(RATIO));
      if (line.share !== undefined && !isRounded) {
        const help =
          "Add a line `rounded half even to cent` to the draw: it rounds what is repaid.";
        report(
          env,
          unroundedCarry,
          line.share.span,
          { period: env.plan?.pays ?? "period" },
          { help },
        );
      }
      if (line.kept !== undefined) notNegative(env, line.kept, amount(env, line.kept, isRounded));
      return;
    case "RepaidAtMost":
      notNegative(env, line.limit, amount(env, line.limit, isRounded));
      return;
    case "Opens":
      notNegative(env, line.value, amount(env, line.value, false));
      return;
    case "RepaidSince":
    case "ForgivenAfter":
      demand(env, line.date, DATE);
      return;
    case "ForgivenWhen":
      condition(env, line.condition);
      return;
    case "NeverRepaid":
    case "Round":
  }
}

/** An amount of the plan's currency in whole cents, unless the draw rounds it. */
function amount(env: Env, node: Expression, isRounded: boolean): NumberType | undefined {
  const { plan } = env;
  if (plan === undefined) return undefined;
  const window = { kind: "each", period: plan.pays } as const;
  const type = demand(env, node, numberOf(money(plan.currency), { window }));
  if (type.kind !== "number") return undefined;
  if (type.grid === undefined && !isRounded && sameUnit(type.unit, money(plan.currency)))
    report(env, unroundedCarry, node.span, { period: plan.pays }, { help: ROUND_IT });
  return type;
}

/** A debt, what is kept and what is repaid at most are amounts of at least nothing. */
function notNegative(env: Env, node: Expression, type: NumberType | undefined): void {
  if (type?.sign !== "any") return;
  const facts = {
    expected: "An amount that can't be below zero",
    found: `\`${textOf(env, node)}\``,
  };
  const help = "Say in its source that it is `at least 0`, or write `greatest of (…, 0 USD)`.";
  report(env, wrongType, node.span, facts, { help });
}

/** The type of what a balance opens at: what its name is worth in `becomes`, and before a period everywhere. */
export function openingOfBalance(env: Env, node: Balance): NumberType | undefined {
  const opens = node.lines.find((line): line is Opens => line.kind === "Opens");
  if (opens === undefined) return undefined;
  const type = numberValue(env, opens.value);
  return type === undefined ? undefined : stock(type);
}

/** An amount at a moment belongs to no length of time; money of it is in whole cents. */
function stock({ unit }: NumberType): NumberType {
  return numberOf(unit, unit.kind === "money" ? { grid: "rounded" } : {});
}

/** Checks a balance; the type of what it is after each pay period. */
export function checkBalance(env: Env, node: Balance, opening: NumberType | undefined): Type {
  checkOnce(env, node);
  const becomes = node.lines.find((line) => line.kind === "Becomes");
  const declaration = `\`${node.name.text}\``;
  const opens = node.lines.find((line): line is Opens => line.kind === "Opens");
  if (opens === undefined)
    report(
      env,
      missingPart,
      node.name.span,
      { declaration, part: PARTS.Opens },
      { help: "Add a line such as `opens at 0 USD`." },
    );
  if (becomes === undefined)
    report(
      env,
      missingPart,
      node.name.span,
      { declaration, part: PARTS.Becomes },
      {
        help: `Add a line such as \`becomes ${node.name.text} + commission\`.`,
      },
    );
  if (becomes === undefined || opens === undefined || opening === undefined) return UNKNOWN;
  const window: Window = { kind: "each", period: env.plan?.pays ?? "Year" };
  const inside: Env = { ...env, balance: node.name.text };
  const type = demand(inside, becomes.value, numberOf(opening.unit, { window }));
  if (type.kind !== "number" || !sameUnit(type.unit, opening.unit)) return UNKNOWN;
  checkGrid(env, node, opens, type);
  return opening;
}

function checkGrid(env: Env, node: Balance, opens: Opens, type: NumberType): void {
  const rounding = node.lines.find((line) => line.kind === "Round");
  const rounded = rounding === undefined ? type : roundStep(env, rounding.rounding, type);
  if (rounded === undefined || rounded.unit.kind !== "money") return;
  const period = env.plan?.pays ?? "period";
  const help = "Add a line `rounded half even to cent` to the balance.";
  const becomes = node.lines.find((line) => line.kind === "Becomes");
  if (rounded.grid === undefined)
    report(env, unroundedCarry, (becomes ?? node).span, { period }, { help });
  const first = env.notes.types.get(opens.value);
  if (first?.kind === "number" && first.grid === undefined)
    report(env, unroundedCarry, opens.value.span, { period }, { help: ROUND_IT });
}
