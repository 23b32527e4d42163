/** Who is measured from files to payouts, how each is started, and where it writes. */
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
export const attain = path("../../compiler/bin/attain.js");

/** What is given to node, and where it runs. */
const script = (name) => (project, format, out) => ({
  args: [path(`whole/${name}.mjs`), project, format, out],
});

/** The first is the yardstick of the others. */
export const CONTENDERS = [
  {
    id: "duckdb",
    name: "DuckDB",
    how: "One SQL statement written by hand, types given, and COPY to a file; all threads.",
    formats: ["csv", "parquet"],
    start: script("duckdb"),
    output: "payouts.csv",
  },
  {
    id: "attain",
    name: "`attain run`",
    how: "The plan, with everything that a run does: every row held to the contract of its source, payouts, receipt.",
    formats: ["csv", "parquet"],
    start: (project, _, out) => ({
      args: [attain, "run", "--period", "FY2026", "--out", out],
      cwd: project,
    }),
    output: "FY2026/payouts.csv",
  },
  {
    id: "papaparse-decimal",
    name: "Papa Parse and decimal.js",
    how: "The file as a stream, chunk by chunk, a decimal for each amount.",
    formats: ["csv"],
    start: script("papaparse-decimal"),
    output: "payouts.csv",
  },
];
