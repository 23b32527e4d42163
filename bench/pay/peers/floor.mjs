/** Reads each column once, and pays nobody. */
import { floorOf } from "../limit.mjs";

export const open = floorOf;
