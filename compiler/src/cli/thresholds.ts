/** Parts of a whole, and whether they are as large as is asked for. */
import { type Arguments, UsageError } from "./arguments.ts";

/** From 0 to 1; all of nothing is all. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

/** `97.4%`; only all of it is 100%. */
export function shareText(share: number): string {
  return `${Math.floor(share * 1000) / 10}%`;
}

/** What `--at-least` says, in percent. */
export function atLeastOf(args: Arguments): number | undefined {
  const text = args.value("at-least");
  if (text === undefined) return undefined;
  const percent = /^(\d{1,3}(?:\.\d+)?)%?$/.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= 100) return Number(percent);
  throw new UsageError(`${text} is no percentage: write --at-least 90.`);
}

export function isBelow(share: number, atLeast: number | undefined): boolean {
  return atLeast !== undefined && share * 100 < atLeast;
}

/** Says it where a share is too small, and nothing else. */
export function thresholdText(what: string, share: number, atLeast: number | undefined): string {
  return isBelow(share, atLeast)
    ? `\n${what} is ${shareText(share)}, below the ${atLeast}% that are asked for.\n`
    : "";
}
