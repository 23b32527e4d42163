/** What somebody is paid who is exactly at quota. */
import {
  alwaysCapped,
  capBelowTarget,
  nothingAtQuota,
  payAtTarget,
} from "../../diagnostics/catalogue/money.ts";
import { formatNumber } from "../../evaluate/format.ts";
import { Rational } from "../../evaluate/rational.ts";
import type * as ir from "../../ir/ir.ts";
import { measureRead, paidComponents } from "../../ir/reads.ts";
import type { Column } from "../columns.ts";
import { flatValue } from "../curve.ts";
import { Form } from "../form.ts";
import { grainOf, measureOf, moneyOf, nameOf } from "../moves.ts";
import { payerOf, valueOf, valuesIn } from "../replay.ts";
import type { Proof, Verdict } from "../rule.ts";
import type { Studied, Study } from "../study.ts";
import { isSomewhere } from "../traits.ts";
import { attempt } from "../unknown.ts";

/** What one cause has told isn't told again: a cap that always cuts cuts at quota, and then quota doesn't pay target. */
export const quotaAndCaps: Proof = (study, tell) => {
  const always = capsBelowGate(study, tell);
  const caps = isRefuted(always) ? [] : capsAtQuota(study, tell);
  const pay = isRefuted([...always, ...caps]) ? [] : payAtQuota(study, tell);
  return [...always, ...caps, ...pay];
};

function isRefuted(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ verdict }) => verdict === "refuted");
}

interface AtQuota {
  readonly studied: Studied;
  readonly pay: Form;
}

/**
 * Where each credit that has a quota is at it, what is paid; nothing where there is nothing to tell: where somebody is paid just the target, or something else than a part of it.
 */
function paidAtQuota(
  study: Study,
  target: ir.Measure | undefined,
): readonly AtQuota[] | { readonly unknown: string } {
  const isFine = (studied: Studied): boolean => {
    const pay = flatValue(studied.column.amount);
    if (pay === undefined) return true;
    if (pay.isZero() && areShut(study, studied)) return false;
    const part = target && partOf(studied, target, pay);
    return part === undefined || part.equals(Rational.ONE);
  };
  const cases = study.atQuota("payout", isFine);
  if ("unknown" in cases) return cases;
  if (cases.some(isFine)) return [];
  return cases.flatMap((studied) => {
    const pay = flatValue(studied.column.amount);
    return pay === undefined ? [] : [{ studied, pay }];
  });
}

const payAtQuota: Proof = (study, tell) => {
  const { plan } = study.known;
  const targets = plan.measures.filter(
    ({ role, period }) => role === "target" && period === plan.pays,
  );
  const [target, another] = targets;
  if (study.quotas(plan.pays).size === 0) return [];
  const facts = { rule: payAtTarget.name, subject: "payout" };
  const pays = paidAtQuota(study, another === undefined ? target : undefined);
  if ("unknown" in pays) return [{ ...facts, verdict: "unknown", reason: pays.unknown }];
  if (pays.length === 0) return [{ ...facts, verdict: "proved" }];
  if (pays.every(({ studied, pay }) => pay.isZero() && areShut(study, studied)))
    return [nothing(study, tell)];
  if (target === undefined || another !== undefined) return [];
  const parts = pays.map(({ studied, pay }) => ({ studied, part: partOf(studied, target, pay) }));
  const isKnown = parts.every(({ part }) => part !== undefined && !part.equals(Rational.ONE));
  const [first] = parts;
  if (!isKnown || first?.part === undefined) return [{ ...facts, verdict: "proved" }];
  const best = parts.reduce((a, b) =>
    (b.part ?? Rational.ZERO).compare(a.part ?? Rational.ZERO) > 0 ? b : a,
  );
  return [tellOfTarget(study, tell, target, best.studied, best.part ?? first.part)];
};

/** Whether gates keep every component from paying, and not rows that say 0%. */
function areShut(study: Study, { column, reader }: Studied): boolean {
  const columns = paidComponents(study.known.plan).map(({ name }) => reader.column(name));
  return columns.length > 0 && (isShut(column) || columns.every(isShut));
}

function isShut({ gate }: Column): boolean {
  return !isSomewhere(gate);
}

function partOf({ reader }: Studied, target: ir.Measure, pay: Form): Rational | undefined {
  const found = attempt(() => {
    const whole = flatValue(reader.number(measureRead(target)));
    return whole === undefined || whole.isZero() ? undefined : pay.over(whole).toNumber();
  });
  return "known" in found ? found.known : undefined;
}

function tellOfTarget(
  study: Study,
  tell: Parameters<Proof>[1],
  target: ir.Measure,
  studied: Studied,
  part: Rational,
): Verdict {
  const { at, reader } = studied;
  const { plan } = study.known;
  const facts = { rule: payAtTarget.name, subject: "payout" };
  const values = valuesIn(at);
  const form = flatValue(reader.number(measureRead(target)));
  const pay = values && paidWithQuota(study, at, values);
  const whole = values && form?.valueAt((id) => valueOf(values, id));
  if (pay === undefined || whole === undefined) return { ...facts, verdict: "unknown" };
  const expected = whole.times(part);
  const isSo =
    differsLess(pay, expected, grainOf(study, plan.currency)) &&
    !differsLess(pay, whole, grainOf(study, plan.currency));
  if (!isSo) return { ...facts, verdict: "unknown" };
  const shown = {
    plan: plan.name,
    pay: moneyOf(study, pay),
    target: moneyOf(study, whole),
    part: formatNumber(part, "ratio"),
  };
  const help =
    'Mend rates or weights so that quota pays target. If that is meant: `allow pay-at-target "reason"`.';
  const related = paidComponents(plan).flatMap(({ name, origin }) => {
    const pays = partOf(studied, target, flatValue(reader.column(name).amount) ?? Form.ZERO);
    return pays === undefined || pays.isZero()
      ? []
      : [{ at: origin, message: `pays ${formatNumber(pays, "ratio")} of it` }];
  });
  tell(payAtTarget, target.origin, shown, { help, related });
  return { ...facts, verdict: "refuted" };
}

function differsLess(a: Rational, b: Rational, grain: Rational): boolean {
  const difference = a.minus(b);
  const size = difference.isNegative() ? difference.negated() : difference;
  return size.compare(grain.times(Rational.of(2n))) <= 0;
}

/** What the evaluator pays where the credits are set to their quotas. */
function paidWithQuota(
  study: Study,
  at: Studied["at"],
  values: ReadonlyMap<string, Rational>,
): Rational | undefined {
  const { plan } = study.known;
  const set = new Map(values);
  for (const [key, quota] of study.quotas(plan.pays)) {
    const letter = study.letters.all().find((one) => one.key === key);
    const form = study.quotaForm(at, quota);
    if (letter === undefined || form === undefined) return undefined;
    set.set(
      letter.id,
      form.valueAt((id) => valueOf(values, id)),
    );
  }
  return payerOf(study, "payout", at, set)(Rational.ZERO);
}

function nothing(study: Study, tell: Parameters<Proof>[1]): Verdict {
  const { plan } = study.known;
  const facts = { rule: nothingAtQuota.name, subject: "payout" };
  const somewhere = study.axes("payout").some(({ key }) => {
    const cases = study.cases("payout", key);
    return (
      !("unknown" in cases) &&
      cases.some(({ column }) =>
        column.amount.some(({ base, slope }) => !base.isZero() || !slope.isZero()),
      )
    );
  });
  if (!somewhere) return { ...facts, verdict: "unknown" };
  const help =
    'A gate or a first row asks for more than quota. If that is meant: `allow nothing-at-quota "reason"`.';
  tell(nothingAtQuota, plan.payout.origin, { plan: plan.name }, { help });
  return { ...facts, verdict: "refuted" };
}

/** A cap that cuts off what is earned at quota. */
const capsAtQuota: Proof = (study, tell) =>
  study.known.plan.components.flatMap((component) => {
    const steps = component.steps.filter(({ op }) => op === "never above");
    const isApart = component.scope.kind === "period" && study.quotas(component.period).size > 0;
    if (steps.length === 0 || !isApart) return [];
    const cases = study.atQuota(component);
    return steps.map((step): Verdict => {
      const facts = { rule: capBelowTarget.name, subject: component.name };
      if ("unknown" in cases) return { ...facts, verdict: "unknown", reason: cases.unknown };
      const paying = cases.filter(({ column }) => flatValue(column.amount)?.isZero() === false);
      const cuts = paying.map(({ caps }) => caps.find((cap) => cap.step === step)?.cut);
      const [first] = paying;
      if (first === undefined || !cuts.every((cut) => cut !== undefined))
        return { ...facts, verdict: "proved" };
      const values = valuesIn(first.at);
      const [cut] = cuts;
      if (values === undefined || cut === undefined) return { ...facts, verdict: "unknown" };
      const shown = (form: Form): string =>
        moneyOf(
          study,
          form.valueAt((id) => valueOf(values, id)),
        );
      const found = attempt(() => ({
        name: component.name,
        earned: shown(cut.before),
        pay: shown(cut.limit),
      }));
      if ("unknown" in found) return { ...facts, verdict: "unknown", reason: found.unknown };
      const help =
        'Raise the cap, or lower what quota earns. If that is meant: `allow cap-below-target "reason"`.';
      tell(capBelowTarget, step.origin, found.known, { help });
      return { ...facts, verdict: "refuted" };
    });
  });

/** A cap that cuts off whatever is paid at all: the gate opens above it. */
const capsBelowGate: Proof = (study, tell) =>
  study.known.plan.components.flatMap((component) => {
    const steps = component.steps.filter(({ op }) => op === "never above");
    if (steps.length === 0 || component.scope.kind !== "period") return [];
    return steps.flatMap((step) =>
      study.axes(component).map((axis): Verdict => {
        const facts = { rule: alwaysCapped.name, subject: component.name, axis: nameOf(axis) };
        const cases = study.cases(component, axis.key);
        if ("unknown" in cases) return { ...facts, verdict: "unknown", reason: cases.unknown };
        const own = cases.flatMap((studied) =>
          studied.caps.filter((cap) => cap.step === step).map((cap) => ({ studied, cap })),
        );
        const cutting = own.find(({ cap }) => cap.always !== undefined);
        const from = cutting?.cap.always;
        if (cutting === undefined || from === undefined || own.some(({ cap }) => cap.isLoose))
          return { ...facts, verdict: "proved" };
        const { studied } = cutting;
        const values = valuesIn(studied.at);
        if (values === undefined) return { ...facts, verdict: "unknown" };
        const grain = grainOf(study, axis.unit);
        const x = from.valueAt((id) => valueOf(values, id)).rounded("ceiling", grain);
        const payAt = payerOf(study, component, studied.at, values, axis);
        const [pay, more] = [payAt(x), payAt(x.times(Rational.of(2n)))];
        if (pay === undefined || more === undefined || !pay.equals(more) || pay.isZero())
          return { ...facts, verdict: "unknown" };
        const shown = {
          name: component.name,
          axis: `\`${nameOf(axis)}\``,
          from: measureOf(axis, x),
          pay: moneyOf(study, pay),
        };
        const help =
          'The gate opens where the cap cuts already. If that is meant: `allow always-capped "reason"`.';
        tell(alwaysCapped, step.origin, shown, { help });
        return { ...facts, verdict: "refuted" };
      }),
    );
  });
