/** Exit codes, the same for all commands. */

/** All is well. */
export const OK = 0;
/** Something is wrong with a plan, a test or the data, or the ledger doesn't allow it. */
export const AT_FAULT = 1;
/** The command line can't be understood, or the machine refuses what it asks: no such folder, no permission, a full disk. */
export const USAGE = 2;
/** Something is wrong with Attain itself: please report it. */
export const INTERNAL = 70;

/** What `--help` says of them. */
export const EXIT_CODES = [
  [OK, "all is well"],
  [AT_FAULT, "a plan, a test or the data is at fault, or the ledger refuses"],
  [USAGE, "the command line is, or the machine: no such folder, no permission, a full disk"],
  [INTERNAL, "Attain is: please report it"],
] as const;
