// Plans that are sound, from one number each.
import { Draw } from "../support/generators-draw.ts";
import {
  ATTAINMENT,
  component,
  type Frame,
  frameOf,
  planOf,
  QUOTA,
  rows,
  SALES,
  TARGET,
} from "./members.ts";

/** Numbers that rise, so many of them. */
function rising(draw: Draw, count: number, from: number, least: number, most: number): number[] {
  let at = from;
  return Array.from({ length: count }, (_, i) => {
    if (i > 0) at += draw.int(least, most);
    return at;
  });
}

export interface Sound {
  readonly plan: string;
  /** Whether it has no jump by its making, and whether everything in it is capped. */
  readonly isSmooth: boolean;
  readonly isBounded: boolean;
}

export function soundPlan(seed: number): Sound {
  const draw = new Draw(seed);
  const frame = frameOf(draw);
  const isSmooth = draw.chance(50);
  const isBounded = draw.chance(50);
  const hasTarget = draw.chance(30);
  const parts = hasTarget ? [byTarget(frame)] : [];
  const made = draw.list(hasTarget ? 0 : 1, 2, (i) => soundPart(frame, i, isSmooth, isBounded));
  // Beside a target nothing else may pay at quota.
  const others = hasTarget ? [] : made;
  const eligible = draw.chance(30) ? " where role is AE" : "";
  const payout = draw.chance(20) ? ["  payout\n    never below 0 ".concat(frame.unit)] : [];
  const all = [...parts, ...others].flat();
  const isUsed = (name: string): boolean =>
    all.some((member) => new RegExp(`\\b${name}\\b`).test(member));
  const measures = isUsed("attainment") ? [ATTAINMENT] : [];
  const quota = isUsed("quota") || measures.length > 0 ? [QUOTA] : [];
  const target = isUsed("target") ? [TARGET] : [];
  return {
    plan: planOf(frame, [SALES, ...quota, ...target, ...measures, ...all, ...payout], eligible),
    isSmooth: isSmooth || hasTarget,
    isBounded: isBounded || hasTarget,
  };
}

/** Quota pays target, by a curve or by slices whose average is 100%; a cap above it. */
function byTarget(frame: Frame): string[] {
  const { draw } = frame;
  const cap = `never above ${draw.int(2, 4)} x target, the excess is lost`;
  if (draw.chance(50)) {
    const start = draw.int(30, 80);
    const table = rows(
      "lookup Curve interpolated by attainment",
      `below ${start}% gives 0%`,
      `at ${start}% gives 0%`,
      "at 100% gives 100%",
      `at 150% gives ${draw.int(150, 300)}%`,
      "above 150% continues",
    );
    return [table, component(frame, "variable", "earns Curve of target", cap)];
  }
  const low = draw.int(50, 100);
  const table = rows(
    "rates Slices marginal by attainment",
    `from 0% pay ${low}%`,
    `from 50% pay ${200 - low}%`,
    `from 100% pay ${200 - low + draw.int(0, 100)}%`,
  );
  return [table, component(frame, "variable", "earns Slices on attainment", "times target", cap)];
}

function soundPart(frame: Frame, index: number, isSmooth: boolean, isBounded: boolean): string[] {
  const { draw, unit, size } = frame;
  const cap = isBounded
    ? [`never above ${size * draw.int(300, 900)} ${unit}, the excess is lost`]
    : [];
  const smooth = [
    () => flatRate(frame, index, cap),
    () => slices(frame, index, cap),
    () => above(frame, index, cap),
  ];
  const jumping = [
    () => whole(frame, index, cap),
    () => gated(frame, index, cap),
    () => kicker(frame, index, cap),
    () => inSteps(frame, index),
  ];
  return draw.pick(isSmooth ? smooth : [...smooth, ...jumping])();
}

function flatRate(frame: Frame, index: number, cap: readonly string[]): string[] {
  const floor = frame.draw.maybe(20, () => `never below ${frame.size} ${frame.unit}`);
  return [
    component(frame, `flat_${index}`, `earns ${frame.draw.int(1, 12)}% of Sales`, ...floor, ...cap),
  ];
}

function ladder({ draw, unit, size }: Frame, by: "attainment" | "Sales", verb: string): string[] {
  const count = draw.int(2, 6);
  const rates = rising(draw, count, draw.int(1, 5), 1, 3);
  const starts =
    by === "attainment" ? rising(draw, count, 0, 10, 60) : rising(draw, count, 0, 5, 40);
  return starts.map((start, i) => {
    const from = by === "attainment" ? `${start}%` : `${start * size} ${unit}`;
    return `from ${from} ${verb} ${rates[i] ?? 1}%`;
  });
}

function slices(frame: Frame, index: number, cap: readonly string[]): string[] {
  const by = frame.draw.pick(["attainment", "Sales"] as const);
  const table = rows(`rates Slices${index} marginal by ${by}`, ...ladder(frame, by, "pay"));
  return [table, component(frame, `slices_${index}`, `earns Slices${index} on Sales`, ...cap)];
}

function above(frame: Frame, index: number, cap: readonly string[]): string[] {
  const { draw } = frame;
  return [
    component(
      frame,
      `above_${index}`,
      `earns ${draw.int(1, 5)}% of Sales`,
      `plus ${draw.int(1, 9)}% of (Sales above ${draw.int(80, 150)}% of quota)`,
      ...cap,
    ),
  ];
}

function whole(frame: Frame, index: number, cap: readonly string[]): string[] {
  const by = frame.draw.pick(["attainment", "Sales"] as const);
  const table = rows(`rates Whole${index} whole by ${by}`, ...ladder(frame, by, "pay"));
  return [table, component(frame, `whole_${index}`, `earns Whole${index} on Sales`, ...cap)];
}

function gated(frame: Frame, index: number, cap: readonly string[]): string[] {
  const { draw } = frame;
  const gate = `only if attainment >= ${draw.int(30, 100)}%, then from the first dollar`;
  return [
    component(
      frame,
      `gated_${index}`,
      gate,
      `earns ${draw.int(1, 12)}% of Sales`,
      ...(cap.length > 0 ? ["never above 3 x quota, the excess is lost"] : []),
    ),
  ];
}

function kicker(frame: Frame, index: number, cap: readonly string[]): string[] {
  const { draw } = frame;
  return [
    component(
      frame,
      `kicked_${index}`,
      `earns ${draw.int(1, 9)}% of Sales`,
      `times ${draw.int(101, 160)}% when attainment >= ${draw.int(90, 140)}%`,
      ...cap,
    ),
  ];
}

function inSteps({ draw, unit, size, ...frame }: Frame, index: number): string[] {
  const count = draw.int(2, 5);
  const starts = rising(draw, count, 0, 10, 50);
  const gives = rising(draw, count, 0, 1, 4);
  const lines = starts.map((start, i) => `from ${start}% gives ${(gives[i] ?? 0) * size} ${unit}`);
  const earns = component({ draw, unit, size, ...frame }, `bonus_${index}`, `earns Bonus${index}`);
  return [rows(`lookup Bonus${index} by attainment`, ...lines), earns];
}
