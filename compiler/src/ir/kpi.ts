/** KPIs and goals, in the representation: what is told of measures in reports. */
import type { PeriodKind } from "@attain/runtime";
import type { Origin, Unit } from "./value.ts";

/** Whose it is: the same for everybody, the same for those with one value of a column of the people, or each one's own. */
export type Level =
  | { readonly kind: "company" }
  | { readonly kind: "group"; readonly by: string }
  | { readonly kind: "payee" };

/** A measure of its name. Its baseline, if it states one, is the measure `NAME.baseline`. */
export interface Kpi {
  readonly name: string;
  readonly label?: string;
  readonly unit: Unit;
  readonly better: "higher" | "lower";
  readonly level: Level;
  readonly hasBaseline: boolean;
}

/** The measures `NAME.actual`, `.baseline`, `.target`, `.progress` and `.met`. */
export interface Goal {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly kpi: string;
  readonly each: PeriodKind;
  readonly unit: Unit;
  readonly better: "higher" | "lower";
  readonly level: Level;
  readonly origin: Origin;
}
