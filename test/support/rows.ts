// Rows of data for previews, by hand.
import { type Cell, type Dataset, keyOf } from "../../compiler/src/ir/dataset.ts";

type Rows = readonly Readonly<Record<string, Cell>>[];

/** Tables by source; `keys` names the key columns where they aren't the first one. */
export function datasetOf(
  tables: Readonly<Record<string, Rows>>,
  keys: Readonly<Record<string, readonly string[]>> = {},
): Dataset {
  return new Map(
    Object.entries(tables).map(([source, rows]) => [
      source,
      {
        source,
        file: `${source}.csv`,
        rows: rows.map((cells, i) => {
          const columns = keys[source] ?? Object.keys(cells).slice(0, 1);
          return { key: keyOf(columns.map((column) => cells[column])), cells, row: i + 1 };
        }),
      },
    ]),
  );
}

/** Two people of the sample plan, with quotas of 100,000 and targets of 8,000 in two quarters. */
export const SAMPLE_DATA: Dataset = datasetOf(
  {
    Reps: [
      { id: "ada", name: "Ada Lovelace", role: "AE", hired: "2020-01-01" },
      { id: "ben", name: "Ben Nye", role: "AE", hired: "2020-01-01" },
      { id: "cy", name: "Cy Twombly", role: "SDR", hired: "2020-01-01" },
    ],
    Deals: [
      {
        id: "D-1",
        rep: "ada",
        stage: "Won",
        line: "Platform",
        amount: "60000.00",
        seats: "5",
        closed_on: "2026-01-20",
      },
      {
        id: "D-2",
        rep: "ada",
        stage: "Won",
        line: "Services",
        amount: "50000.00",
        seats: "5",
        closed_on: "2026-03-31",
      },
      {
        id: "D-3",
        rep: "ada",
        stage: "Lost",
        line: "Services",
        amount: "90000.00",
        seats: "5",
        closed_on: "2026-02-01",
      },
      {
        id: "D-4",
        rep: "ben",
        stage: "Won",
        line: "Platform",
        amount: "20000.00",
        seats: "5",
        closed_on: "2026-04-01",
      },
    ],
    Quotas: ["ada", "ben"].flatMap((rep) =>
      ["FY2026-Q1", "FY2026-Q2"].map((quarter) => ({
        rep,
        quarter,
        amount: "100000",
        target: "8000",
      })),
    ),
  },
  { Quotas: ["rep", "quarter"] },
);
