/** Tables as files hold them: text, before anything is known of its meaning. */

/** Null where nothing is written. A quoted empty text is `""`; to the contract both are missing. */
export type RawCell = string | null;

/** A row without cells says nothing: its line is blank, or its reader has reported it. It keeps the count right. */
export type RawRow = readonly RawCell[];

export interface RawTable {
  readonly source: string;
  /** As people know the file: `data/deals.csv`. */
  readonly file: string;
  /** The columns that were read, in the order of the cells. */
  readonly columns: readonly string[];
  /** The other columns of the file: nothing asks for them. */
  readonly unread?: readonly string[];
  /** In the order of the file. */
  readonly rows: readonly RawRow[];
  /** The number of the first of them: a heading is row 1, as in a spreadsheet. */
  readonly first: number;
  /** The row in which the names of columns seem to stand, where the heading has none of those that are asked for. */
  readonly namesAt?: number;
  /** Each row names its own columns, and leaves out those that it has nothing in. */
  readonly isSparse?: boolean;
  /** What couldn't be read, and has been reported: some rows, or the whole file. */
  readonly lost?: "rows" | "file";
}

/** What is to be read of a file. */
export interface TableRequest {
  readonly source: string;
  readonly file: string;
  readonly columns: readonly string[];
}

/** A table of which nothing could be read. */
export function lostTable({ source, file }: TableRequest): RawTable {
  return { source, file, columns: [], rows: [], first: 1, lost: "file" };
}

/** The columns of a file as a request divides them. */
export function dividedColumns(
  request: TableRequest,
  found: readonly string[],
): { readonly columns: readonly string[]; readonly unread: readonly string[] } {
  const columns = request.columns.filter((column) => found.includes(column));
  return { columns, unread: found.filter((column) => !columns.includes(column)) };
}
