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
  /** In the order of the file. The first is row 1; a heading isn't counted. */
  readonly rows: readonly RawRow[];
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
  return { source, file, columns: [], rows: [], lost: "file" };
}

/** The columns of a file as a request divides them. */
export function dividedColumns(
  request: TableRequest,
  found: readonly string[],
): { readonly columns: readonly string[]; readonly unread: readonly string[] } {
  const columns = request.columns.filter((column) => found.includes(column));
  return { columns, unread: found.filter((column) => !columns.includes(column)) };
}
