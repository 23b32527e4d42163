/** Why DuckDB isn't sure to read a file as it is meant: then it is read the slow way, which says what is wrong, if anything. */
export class NotCertain extends Error {}
