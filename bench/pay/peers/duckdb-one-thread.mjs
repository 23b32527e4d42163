/** DuckDB on one thread, as all but DuckDB run. */
import { openWith } from "./duckdb.mjs";

export const open = async (market) => openWith(market, { threads: "1" });
