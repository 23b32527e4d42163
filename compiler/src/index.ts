// The public interface of the compiler.

/** The extension of a file that holds plans. */
export const planExtension = ".plan";
