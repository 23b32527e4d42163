/** Who is measured in memory, how each is used, and how large a market it can hold. */

/**
 * @typedef {{
 *   id: string, name: string, package?: string, kind: "attain" | "limit" | "engine" | "library" | "rules",
 *   how: string, largest?: number, why?: string,
 * }} Peer
 */

const OBJECTS = "ten times as many deals as objects don't fit into Node's memory";

/** @type {readonly Peer[]} */
export const PEERS = [
  {
    id: "limit",
    name: "Typed arrays by hand",
    kind: "limit",
    how: "The yardstick: whole numbers in typed arrays, one record of totals for each payee and quarter, exact. Measured against itself, so what differs from one is noise.",
  },
  {
    id: "floor",
    name: "Reading every column once",
    kind: "limit",
    how: "Adds up each column and pays nobody: what no program can do without.",
  },
  {
    id: "attain-kernels",
    name: "Attain, kernels",
    kind: "attain",
    how: "What Attain pays by when data is in memory: kernels over columns, written afresh for each run. Reading the plan's representation, finding the rows of quotas and people and writing the kernels are part of it.",
  },
  {
    id: "attain-module",
    name: "Attain, the readable module",
    kind: "attain",
    how: "The TypeScript that `attain build` writes, from rows: decimal.js, one method for each clause.",
    largest: 1_000_000,
    why: OBJECTS,
  },
  {
    id: "attain-reference",
    name: "Attain, the reference evaluator",
    kind: "attain",
    how: "Fractions of BigInt, straight from the representation. It is what everything else of Attain is held against.",
    largest: 1_000_000,
    why: OBJECTS,
  },
  {
    id: "duckdb",
    name: "DuckDB",
    package: "@duckdb/node-api",
    kind: "engine",
    how: "One SQL statement written by hand, exact: BIGINT, remainders instead of ROUND. Tables in memory, names as enums, all threads.",
  },
  {
    id: "duckdb-one-thread",
    name: "DuckDB, one thread",
    package: "@duckdb/node-api",
    kind: "engine",
    how: "The same on one thread, as all others run.",
  },
  {
    id: "sqlite",
    name: "SQLite",
    package: "better-sqlite3",
    kind: "engine",
    how: "The same statement for SQLite, whole numbers in a database in memory, analyzed.",
  },
  {
    id: "decimal",
    name: "decimal.js",
    package: "decimal.js",
    kind: "library",
    how: "Deals as objects whose amounts are decimals already, as an application would hold them.",
    largest: 1_000_000,
    why: OBJECTS,
  },
  {
    id: "zen-engine",
    name: "ZEN engine",
    package: "@gorules/zen-engine",
    kind: "rules",
    how: "A decision created once, and evaluated for each payee and quarter with the list of deals, a hundred at a time. Half even is written out.",
    largest: 1_000_000,
    why: OBJECTS,
  },
  {
    id: "json-rules-engine",
    name: "json-rules-engine",
    package: "json-rules-engine",
    kind: "rules",
    how: "One run for each deal, and one for each payee and quarter, whose events say what is reached. It has no arithmetic: that is done beside it, in whole numbers.",
    largest: 1_000_000,
    why: OBJECTS,
  },
  {
    id: "feelin",
    name: "FEEL, by feelin",
    package: "feelin",
    kind: "rules",
    how: "One expression for each payee and quarter with the list of deals, in dollars, rounded by its own half-even `decimal`. It has no call that reads an expression once for many evaluations.",
  },
  {
    id: "publicodes",
    name: "Publicodes",
    package: "publicodes",
    kind: "rules",
    how: "Rules parsed once, a situation for each deal and for each payee and quarter; its `barème` pays the slices. Half even is written out.",
  },
  {
    id: "hyperformula",
    name: "HyperFormula",
    package: "hyperformula",
    kind: "rules",
    how: "A sheet of deals with a column of credits and a sheet of payouts with SUMIFS, built and calculated. Half even is written out.",
    largest: 10_000,
    why: "SUMIFS looks at every deal for every payee, so ten times as many take a hundred times as long",
  },
];
