/** Exit codes, the same for all commands. */

/** All is well. */
export const OK = 0;
/** Something is wrong with a plan, a test or the data. */
export const AT_FAULT = 1;
/** The command line can't be understood. */
export const USAGE = 2;
/** Something is wrong with Attain itself: please report it. */
export const INTERNAL = 70;
