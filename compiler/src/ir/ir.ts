/**
 * The intermediate representation: what a plan means, with every choice made and every unit known.
 *
 * Two halves. Rows become credits (relational: `Source`, `Credit`); credits become pay, for one payee and one
 * period (scalar: `Measure`, `Table`, `Component`). It is plain data. A state that makes no sense can't be written:
 * rows of a table have no upper end, so there is no gap; a division says what holds if its divisor is zero, or
 * that it never is; a component starts with what it earns.
 */
export type * from "./account.ts";
export type * from "./component.ts";
export type * from "./credit.ts";
export type * from "./expression.ts";
export type * from "./kpi.ts";
export type * from "./people.ts";
export type * from "./program.ts";
export type * from "./release.ts";
export type * from "./source.ts";
export type * from "./table.ts";
export type * from "./value.ts";
