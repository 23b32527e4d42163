/** The yardstick against itself: what is left of its ratio to one is noise. */
import { limitOf } from "../limit.mjs";

export const open = limitOf;
