// The public interface of the compiler.

/**
 * The extension of a file that holds plans.
 *
 * @public Nothing in this repository needs it: it is for tools that look for plans.
 */
export const planExtension = ".plan";
