/** KPIs and goals, as they are written. */
import type { Collection, Expression } from "./expression.ts";
import type { Name, Named, NodeBase } from "./node.ts";
import type { Allow } from "./plan.ts";

/** What a measure has that is a KPI. */
export interface Kpi {
  /** `higher is better`; that of another KPI, if it is that one at another level. */
  readonly better?: Direction;
  readonly baseline?: Expression;
  /** What stands in for the names of its formula where it is called; none for a KPI that is a value itself. */
  readonly needs: readonly Need[];
}

export interface Direction extends NodeBase {
  readonly which: "higher" | "lower";
}

/** `needs won : credit "Deals that were won"`. */
export interface Need extends NodeBase {
  readonly name: Name;
  readonly what: Name;
  readonly label?: string;
}

/** Of which rows, and of whose, the totals of a formula are. */
export interface Level {
  /** One for each line `where`. */
  readonly where: readonly Expression[];
  readonly among?: Among;
  /** The period of a goal; the totals are those of it up to now. */
  readonly each?: Name;
}

/** `among Reps by team`: all of the people, or those who have the same team as the payee. */
export interface Among extends NodeBase {
  readonly kind: "Among";
  readonly people: Collection;
  readonly by?: Name;
}

/** `goal growth of bookings each Year`. */
export interface Goal extends Named {
  readonly kind: "Goal";
  readonly kpi: Name;
  /** The pay period, if none is named. */
  readonly each?: Name;
  readonly level: Level;
  /** Where progress starts; the baseline of the KPI, unless told. */
  readonly from?: Expression;
  /** Where it is complete. */
  readonly to?: Expression;
  readonly allows: readonly Allow[];
}
