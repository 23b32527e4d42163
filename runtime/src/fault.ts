/** The faults that a well-typed plan can still meet in its data. The list is closed; each has a page in the docs. */

/**
 * - `ATN9001` a row is missing: no quota for this person and quarter, no rate for this day
 * - `ATN9002` a value lies outside its table
 * - `ATN9003` the shares of a split don't make the whole
 * - `ATN9004` two rows are valid on the same day
 * - `ATN9005` the thresholds of a table aren't in order
 * - `ATN9006` a divisor is zero that the data promised to be above it
 * - `ATN9007` a period has no working days to share by
 * - `ATN9008` two people are equal for a prize, even by what should decide between them
 * - `ATN9009` somebody is above themselves in the hierarchy
 * - `ATN9010` a row lies in two territories, and neither is ahead of the other
 * - `ATN9011` two exceptions hold at once
 */
export type FaultCode =
  | "ATN9001"
  | "ATN9002"
  | "ATN9003"
  | "ATN9004"
  | "ATN9005"
  | "ATN9006"
  | "ATN9007"
  | "ATN9008"
  | "ATN9009"
  | "ATN9010"
  | "ATN9011";

/** Thrown by a plan's code. Nothing is paid to anybody until it is mended. */
export class PayFault extends Error {
  readonly code: FaultCode;
  /** What the message of the code is filled with, by hole. */
  readonly facts: Readonly<Record<string, string>>;

  constructor(code: FaultCode, facts: Readonly<Record<string, string>>) {
    super(
      `${code} ${Object.entries(facts)
        .map(([name, fact]) => `${name}: ${fact}`)
        .join(", ")}`,
    );
    this.code = code;
    this.facts = facts;
  }
}
