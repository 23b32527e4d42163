/** Pay that jumps, falls, stands still or never ends: what its curve along each measure shows. */
import { cliff, deadZone, fallingPay, unboundedPay } from "../../diagnostics/catalogue/money.ts";
import type * as ir from "../../ir/ir.ts";
import { Rational } from "../../evaluate/rational.ts";
import type { Letter } from "../letters.ts";
import {
  acrossJump,
  alongLine,
  grainOf,
  measureOf,
  moneyOf,
  nameOf,
  type Paid,
  subjectName,
} from "../moves.ts";
import type { Proof, Tell, Verdict } from "../rule.ts";
import type { Studied, Study, Subject } from "../study.ts";
import type { Move } from "../traits.ts";

/** A component, or the payout, along one measure in one case. */
interface Walk {
  readonly subject: Subject;
  readonly axis: Letter;
  readonly studied: Studied;
}

/** What there is to tell; `unsure` where there seems to be something, and nobody is found who would see it. */
type Look = (study: Study, walk: Walk) => Seen;
type Seen = ((tell: Tell) => void) | "nothing" | "unsure";

/** The first that there is to tell of, of several. */
function firstSeen<Item>(all: readonly Item[], look: (one: Item) => Seen): Seen {
  let isUnsure = false;
  for (const one of all) {
    const found = look(one);
    if (typeof found === "function") return found;
    isUnsure ||= found === "unsure";
  }
  return isUnsure ? "unsure" : "nothing";
}

/**
 * Each component along every measure. Of sums, caps, floors and roundings of parts that don't fall none falls, nor do new
 * jumps come of them: the payout is looked at by itself only where it has other steps.
 */
export const movements: Proof = (study, tell) => {
  const { plan } = study.known;
  const { gates, steps } = plan.payout;
  const isCapped = steps.some((step) => step.op === "never above" && step.when === undefined);
  const isPlain = gates.length === 0 && steps.every((step) => KEEPS_ORDER.has(step.op));
  const { components } = plan;
  return LOOKS.flatMap(([rule, look]) => {
    if (rule === unboundedPay.name && isCapped) return [];
    const own = components.flatMap((component) => along(study, component, rule, look, tell));
    const isFound = own.some(({ verdict }) => verdict === "refuted");
    return isFound || isPlain ? own : [...own, ...along(study, "payout", rule, look, tell)];
  });
};

const KEEPS_ORDER: ReadonlySet<ir.Step["op"]> = new Set(["never above", "never below", "rounded"]);

const LOOKS: readonly (readonly [rule: string, look: Look])[] = [
  [cliff.name, lookForCliff],
  [fallingPay.name, lookForFall],
  [deadZone.name, lookForDeadZone],
  [unboundedPay.name, lookForEnd],
];

const VERDICTS = { told: "refuted", nothing: "proved", unsure: "unknown" } as const;

function along(study: Study, subject: Subject, rule: string, look: Look, tell: Tell): Verdict[] {
  const name = subjectName(subject);
  if (subject !== "payout" && subject.scope.kind === "each credit")
    return [{ rule, subject: name, verdict: "unknown", reason: "it is paid for each deal" }];
  const axes = study.axes(subject);
  const open = axes.length === 0 ? study.cases(subject) : [];
  if ("unknown" in open) return [{ rule, subject: name, verdict: "unknown", reason: open.unknown }];
  return axes.map((axis): Verdict => {
    const facts = { rule, subject: name, axis: nameOf(axis) };
    const cases = study.cases(subject, axis.key);
    if ("unknown" in cases) return { ...facts, verdict: "unknown", reason: cases.unknown };
    const found = firstSeen(cases, (studied) => look(study, { subject, axis, studied }));
    if (typeof found === "function") found(tell);
    return { ...facts, verdict: VERDICTS[typeof found === "function" ? "told" : found] };
  });
}

/** A measure on which pay only ever falls is a deduction, and means to. */
function lookForFall(study: Study, walk: Walk): Seen {
  const { subject, axis, studied } = walk;
  const { moves } = studied;
  if (!moves.some(({ sign }) => sign > 0)) return "nothing";
  const falls = moves.filter((move) => move.sign < 0 && !isSaid(study, walk, move));
  return firstSeen(falls, (move) => {
    const found =
      move.kind === "jump"
        ? acrossJump(study, subject, studied, axis, move.from)
        : alongLine(study, subject, studied, axis, move);
    if (found === undefined || found[1].pay.compare(found[0].pay) >= 0) return "unsure";
    const help =
      'Nobody should be paid more for less. Where it is meant: `allow falling-pay "reason"`.';
    return (tell) =>
      tell(fallingPay, placeOf(study, walk, move), factsOf(study, walk, found), { help });
  });
}

/** A row that pays less than nothing says itself that pay falls along it. */
function isSaid({ known: { plan } }: Study, { studied }: Walk, { kind, from }: Move): boolean {
  if (kind === "jump") return false;
  const rows = plan.tables.flatMap(({ body }) => (body.kind === "steps" ? body.rows : []));
  const used = studied.column.uses.filter(({ reached }) =>
    reached.some((piece) => piece.from.equals(from) && !piece.base.isZero()),
  );
  return used.some(({ row }) =>
    rows.some(
      ({ origin, value }) =>
        origin === row &&
        (value.op === "negate" || (value.op === "number" && value.value.startsWith("-"))),
    ),
  );
}

function lookForCliff(study: Study, walk: Walk): Seen {
  const { subject, axis, studied } = walk;
  const jumps = studied.moves.filter(({ kind, sign }) => kind === "jump" && sign > 0);
  return firstSeen(jumps, (move) => {
    const found = acrossJump(study, subject, studied, axis, move.from);
    const worth = found?.[1].pay.minus(found[0].pay);
    if (found === undefined || worth === undefined) return "unsure";
    if (worth.compare(smallJump(study)) <= 0) return "nothing";
    const facts = {
      ...factsOf(study, walk, found),
      step: capital(stepOf(study, axis)),
      worth: moneyOf(study, worth),
    };
    const help =
      'A `marginal` table pays each part at its own rate and never jumps. Where it is meant: `allow cliff "reason"`.';
    return (tell) => tell(cliff, placeOf(study, walk, move), facts, { help });
  });
}

/** A cent or two that rounding moves are no cliff. */
function smallJump(study: Study): Rational {
  return grainOf(study, study.known.plan.currency).times(Rational.of(2n));
}

/** Flat between two lines that rise, and with no jump at its end, which would be a step. */
function lookForDeadZone(study: Study, walk: Walk): Seen {
  const { subject, axis, studied } = walk;
  const { moves } = studied;
  const flats = moves.filter((move, i) => {
    const isFlat = move.kind === "line" && move.sign === 0 && move.to !== undefined;
    const around = [moves[i - 1], moves[i + 1]];
    return isFlat && around.every((one) => one?.kind === "line" && one.sign > 0);
  });
  return firstSeen(flats, (move) => {
    const found = alongLine(study, subject, studied, axis, move);
    if (found === undefined || !found[0].pay.equals(found[1].pay)) return "unsure";
    if (found[0].pay.isZero()) return "nothing";
    const facts = factsOf(study, walk, found);
    const help =
      'Between the two more sales earn nothing. Where it is meant: `allow dead-zone "reason"`.';
    return (tell) =>
      tell(deadZone, placeOf(study, walk, move), { ...facts, pay: facts.before }, { help });
  });
}

function lookForEnd(study: Study, walk: Walk): Seen {
  const { subject, axis, studied } = walk;
  const last = studied.moves.at(-1);
  if (last === undefined || last.sign <= 0) return "nothing";
  const found = alongLine(study, subject, studied, axis, last);
  if (found === undefined || found[1].pay.compare(found[0].pay) <= 0) return "unsure";
  const step = axis.unit === "ratio" ? Rational.of(1n, 100n) : Rational.of(1000n);
  const [before, after] = found;
  const slope = after.pay.minus(before.pay).over(after.x.minus(before.x)).times(step);
  const facts = {
    name: subjectName(subject),
    axis: `\`${nameOf(axis)}\``,
    step: measureOf(axis, step),
    slope: moneyOf(study, slope.rounded("half even", grainOf(study, study.known.plan.currency))),
  };
  const help =
    'A cap is a line such as `never above 3 x target, the excess is lost`. Where none is meant: `allow unbounded-pay "reason"`.';
  return (tell) => tell(unboundedPay, originOf(study, subject), facts, { help });
}

function factsOf(
  study: Study,
  { subject, axis }: Walk,
  [before, after]: readonly [Paid, Paid],
): Record<"name" | "axis" | "from" | "to" | "before" | "after", string> {
  return {
    name: subjectName(subject),
    axis: `\`${nameOf(axis)}\``,
    from: measureOf(axis, before.x),
    to: measureOf(axis, after.x),
    before: moneyOf(study, before.pay),
    after: moneyOf(study, after.pay),
  };
}

/** The row of a table that begins there; else the component. */
function placeOf(study: Study, { subject, studied }: Walk, { from }: Move): ir.Origin {
  const use = studied.column.uses.find(({ reached }) =>
    reached.some((piece) => piece.from.equals(from) && !piece.base.isZero()),
  );
  return use?.row ?? originOf(study, subject);
}

function originOf({ known: { plan } }: Study, subject: Subject): ir.Origin {
  return subject === "payout" ? plan.payout.origin : subject.earns.origin;
}

function stepOf(study: Study, { unit }: Letter): string {
  const [money = unit] = unit.split(" per ");
  const grain = grainOf(study, unit);
  if (unit === "ratio") return "a hundredth of a percent";
  if (grain.denominator === 100n && /^[A-Z]{3}$/.test(money)) return "one cent";
  return `${grain.toString()} ${unit === "count" ? "unit" : unit}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
