// `attain run` and its data: the same payouts from every format and in every order of rows, and none at all from bad data.
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import {
  attain,
  contentsOf,
  DATA,
  type Files,
  filesIn,
  json,
  project,
  PROJECT,
  settings,
  write,
} from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];

/**
 * What a run of the first quarter writes, but for what is about the files of data: the receipt, its hash in statements, and
 * which row of its file a deal is.
 */
async function written(folder: string, period = "FY2026-Q1"): Promise<Record<string, string>> {
  const { code, out, err } = await attain(folder, "run", "--period", period);
  expect([code, err], out).toEqual([0, ""]);
  const files = contentsOf(join(folder, "out"));
  const texts = Object.entries(files).flatMap(([path, text]) =>
    path.endsWith("receipt.json") ? [] : [[path, withoutFiles(text)] as const],
  );
  return Object.fromEntries(texts);
}

function withoutFiles(text: string): string {
  return text
    .replaceAll(/("receipt": "|- Receipt: )[\da-f]{64}/g, "$1")
    .replaceAll(/("row": |\b(?:Deals|Quotas) row )\d+/g, "$1")
    .replaceAll(/(^\| D\d .*\| )\d+ \|$/gm, "$1");
}

/** The rows of a CSV file of the project as objects of text. */
function rowsOf(csv: string): Record<string, string>[] {
  const [heading = [], ...rows] = csv
    .trim()
    .split("\n")
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"|[^,]+/g)].map(
        ([cell, quoted]) => quoted?.replaceAll('""', '"') ?? cell,
      ),
    );
  return rows.map((cells) => Object.fromEntries(heading.map((name, i) => [name, cells[i] ?? ""])));
}

const [REPS, DEALS, QUOTAS] = [
  rowsOf(PROJECT["data/reps.csv"]),
  rowsOf(PROJECT["data/deals.csv"]),
  rowsOf(PROJECT["data/quotas.csv"]),
];

/** A text in SQL. */
function literal(value = ""): string {
  return `'${value.replaceAll("'", "''")}'`;
}

async function writeParquet(folder: string): Promise<void> {
  const tables = {
    reps: REPS.map(({ id, name, role }) => `(${literal(id)}, ${literal(name)}, ${literal(role)})`),
    deals: DEALS.map(
      ({ id, rep, amount = "", closed }) =>
        `(${literal(id)}, ${literal(rep)}, ${amount}::DECIMAL(12, 2), DATE ${literal(closed)})`,
    ),
    quotas: QUOTAS.map(
      ({ rep, quarter, amount = "" }) =>
        `(${literal(rep)}, ${literal(quarter)}, ${amount}::INTEGER)`,
    ),
  };
  const columns = {
    reps: "id, name, role",
    deals: "id, rep, amount, closed",
    quotas: "rep, quarter, amount",
  };
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const name of ["reps", "deals", "quotas"] as const) {
    const table = `(VALUES ${tables[name].join(", ")}) AS t(${columns[name]})`;
    const file = join(folder, `data/${name}.parquet`).replaceAll("'", "''");
    await connection.run(`COPY (SELECT * FROM ${table}) TO '${file}' (FORMAT parquet)`);
  }
  connection.closeSync();
}

function dataIn(ending: string): string {
  const files = Object.entries(DATA).map(([source, { file }]) => [
    source,
    { file: file.replace("csv", ending) },
  ]);
  return settings({ data: Object.fromEntries(files) as object });
}

describe("formats", () => {
  it("pays the same bytes from JSON, with numbers as numbers or as text", async () => {
    const numbers = DEALS.map(({ amount, ...deal }) => ({ ...deal, amount: Number(amount) }));
    const folder = project({
      "attain.json": dataIn("json"),
      "data/reps.json": JSON.stringify(REPS),
      "data/deals.json": JSON.stringify(numbers),
      "data/quotas.json": JSON.stringify(QUOTAS),
    });
    const fromCsv = await written(project());
    // Payouts twice, and a statement twice for each of two people.
    expect(Object.keys(fromCsv)).toHaveLength(6);
    expect(await written(folder)).toEqual(fromCsv);
  });

  it("pays the same bytes from JSON lines, TSV, and CSV with CR LF and a BOM", async () => {
    const csv = PROJECT["data/deals.csv"];
    const folder = project({
      "attain.json": settings({
        data: {
          Reps: { file: "data/reps.jsonl" },
          Deals: { file: "data/deals.csv" },
          Quotas: { file: "data/quotas.tsv" },
        },
      }),
      "data/reps.jsonl": REPS.map((row) => `${JSON.stringify(row)}\n`).join(""),
      "data/deals.csv": `\uFEFF${csv.replaceAll("\n", "\r\n")}`,
      "data/quotas.tsv": PROJECT["data/quotas.csv"].replaceAll(",", "\t"),
    });
    expect(await written(folder)).toEqual(await written(project()));
  });

  it("pays the same bytes from Parquet", async () => {
    const folder = project({ "attain.json": dataIn("parquet") });
    await writeParquet(folder);
    expect(await written(folder)).toEqual(await written(project()));
  });

  it("pays the same bytes from columns of other names, other dates and other words", async () => {
    const deals =
      "deal;Owner;Sum;Closed on\nD1;R1;60000.00;15.1.2026\nD2;R1;70000.50;20.2.2026\nD3;R2;20000.33;31.3.2026\n";
    const folder = project({
      "attain.json": settings({
        data: {
          ...DATA,
          Reps: { file: "data/reps.csv", values: { role: { "Account Executive": "AE" } } },
          Deals: {
            file: "data/deals.csv",
            columns: { id: "deal", rep: "Owner", amount: "Sum", closed: "Closed on" },
            dates: "D.M.YYYY",
            delimiter: ";",
          },
        },
      }),
      "data/reps.csv": PROJECT["data/reps.csv"].replaceAll(",AE", ",Account Executive"),
      "data/deals.csv": deals,
    });
    expect(await written(folder)).toEqual(await written(project()));
  });
});

/** Rows of a CSV file in another order. */
function turned(csv: string, by: number): string {
  const [heading = "", ...rows] = csv.trim().split("\n");
  const other = [...rows.slice(by), ...rows.slice(0, by)].reverse();
  return `${[heading, ...other].join("\n")}\n`;
}

/** Rates that depend on the order of deals, of which three are of one day. */
const EACH = `import "house.plan"

plan Each
  for    Reps where role is AE
  during FY2026
  pays   each Quarter in USD

  credit Bookings from Deals
    dated closed
    worth amount
    to rep

  rates Ladder whole by Bookings after each deal
    from   0 USD pay 1%
    from 150 USD pay 2%
    from 350 USD pay 3%

  component commission for each Bookings
    earns Ladder on credited
    rounded half even to cent
`;

const SAME_DAY =
  "id,rep,amount,closed\nD1,R1,100,2026-01-15\nD2,R1,200,2026-01-15\nD3,R1,400,2026-01-15\nD0,R1,100,2026-01-16\n";

describe("the order of rows", () => {
  it.each([0, 1, 2])("never changes what is written (order %i)", async (by) => {
    const names = ["data/reps.csv", "data/deals.csv", "data/quotas.csv"] as const;
    const folder = project(
      Object.fromEntries(names.map((name) => [name, turned(PROJECT[name], by)])),
    );
    const [one, other] = [
      await written(project(), "FY2026-H1"),
      await written(folder, "FY2026-H1"),
    ];
    expect(other).toEqual(one);
  });

  it("never changes which deal reaches a rate", async () => {
    const paid: string[] = [];
    for (const by of [0, 1, 2]) {
      const folder = project({
        "plans/sales.plan": EACH,
        "data/deals.csv": turned(SAME_DAY, by),
        "attain.json": settings({ data: { Reps: DATA.Reps, Deals: DATA.Deals } }),
      });
      const { payouts } = (await json(folder, ...FIRST)) as { payouts: { payout: string }[] };
      paid.push(payouts.map(({ payout }) => payout).join(" "));
    }
    // By date, then by key: 100 -> 1%, 300 -> 2%, 700 -> 3%, 800 -> 3%: 1 + 4 + 12 + 3 = 20.
    expect(paid).toEqual(["20.00 0.00", "20.00 0.00", "20.00 0.00"]);
  });
});

/** Mistakes in rows 2 to 6: a word for an amount, nobody's deal, digits and a date, a key and nothing, a cell too few. */
const BAD_DEALS = `id,rep,amount,closed
D1,R1,sixty,2026-01-15
D2,R9,70000.50,2026-02-20
D3,R2,20000.333,31/03/2026
D3,R2,,2026-04-01
D5,R3,1000
`;

const BAD = {
  "data/deals.csv": BAD_DEALS,
  "data/reps.csv": PROJECT["data/reps.csv"].replace("Manager", "Boss"),
};

describe("bad data", () => {
  it("tells every problem: where it is, what is there, and what was expected", async () => {
    const { code, out, err } = await attain(project(BAD), ...FIRST);
    expect(code).toBe(1);
    expect(err).toContain("Nothing was paid: there are 8 problems in the data.\n");
    expect(headings(out + err)).toEqual([
      ["`Boss` isn't one of `AE`, `Manager`.", "data/reps.csv, row 4, column role"],
      ["The row has 3 cells; the heading has 4.", "data/deals.csv, row 6"],
      ["`sixty` isn't a number such as `1250.50`.", "data/deals.csv, row 2, column amount"],
      ["`31/03/2026` isn't a date such as `2026-03-02`.", "data/deals.csv, row 4, column closed"],
      [
        "`20000.333` is too fine: `amount` holds at most 2 digits after the point.",
        "data/deals.csv, row 4, column amount",
      ],
      ["`amount` is missing.", "data/deals.csv, row 5, column amount"],
      ["`Reps` has no row `R9`.", "data/deals.csv, row 3, column rep"],
      ["2 rows have the key `D3`.", "data/deals.csv, rows 4 and 5"],
    ]);
  });

  it("says what to do about each", async () => {
    const { err } = await attain(project(BAD), ...FIRST);
    expect(advice(err)).toEqual([
      'Mend it in the export; or if it stands for one of them, say so in attain.json: `"values": { "role": { "Boss": "…" } }`.',
      "Every row has a cell for each column; those that hold nothing are empty.",
      'Mend it in the export; or say in attain.json what it stands for: `"values": { "amount": { "sixty": "…" } }`.',
      "It is written as `DD/MM/YYYY` is, and other dates of the column as `2026-03-02`: write them alike in the export.",
      "Round it where it is made; or let the field have more digits: `amount : USD to 4 places`.",
      "Fill it in where the export is made. If rows may lack it, write a `?` after its type in the plan.",
      "The nearest are `R1`, `R2` and `R3`. Mend it in the export, or add the row to data/reps.csv.",
      "The key of `Deals` is `id`: it tells its rows apart. These differ in `closed`: remove those that are wrong; or if all are right, the key lacks a field.",
    ]);
  });

  it("tells once what is wrong with files that several plans read", async () => {
    const changes = { ...BAD, "plans/each.plan": EACH };
    const { code, err } = await attain(project(changes), ...FIRST);
    expect(code).toBe(1);
    expect(err).toContain("Nothing was paid: there are 8 problems in the data.\n");
    expect(headings(err)).toHaveLength(8);
  });

  it("suggests a way to write dates in which each day can be one", async () => {
    const days = PROJECT["data/deals.csv"].replaceAll(/2026-(\d\d)-(\d\d)/g, "$2/$1/2026");
    const { err } = await attain(project({ "data/deals.csv": days }), ...FIRST);
    expect(advice(err)).toEqual([
      'Say in attain.json how the file writes dates: `"dates": "DD/MM/YYYY"`.',
    ]);
  });
});

describe("after bad data", () => {
  it.each([
    ["a bad cell", { "data/deals.csv": BAD_DEALS }],
    ["no file", { "data/deals.csv": undefined }],
    ["no setting", { "attain.json": settings({ data: { Reps: DATA.Reps, Quotas: DATA.Quotas } }) }],
    ["an empty file", { "data/quotas.csv": "" }],
    ["a limit", { "data/deals.csv": PROJECT["data/deals.csv"].replace("90000", "-1") }],
    ["a quote that isn't closed", { "data/reps.csv": 'id,name,role\nR1,"Ana,AE\n' }],
  ] satisfies [string, Files][])("writes nothing after %s", async (_, changes) => {
    const folder = project(changes);
    const { code, out, err } = await attain(folder, ...FIRST);
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(/^error ATN[78]\d{3} /);
    expect(err).toContain("Nothing was paid: ");
    expect(out).not.toContain("Payout");
    expect(filesIn(folder).filter((path) => path.startsWith("out"))).toEqual([]);
  });

  it("leaves the files of an earlier run as they are", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    const before = contentsOf(join(folder, "out"));
    write(folder, "data/deals.csv", BAD_DEALS);
    expect((await attain(folder, ...FIRST)).code).toBe(1);
    expect(contentsOf(join(folder, "out"))).toEqual(before);
  });

  it("tells the same problems as JSON", async () => {
    const { code, out } = await attain(project(BAD), ...FIRST, "--format", "json");
    expect(code).toBe(1);
    const { problems } = JSON.parse(out) as { problems: object[] };
    expect(problems).toHaveLength(8);
    expect(problems).toContainEqual(
      expect.objectContaining({ file: "data/deals.csv", rows: [3], column: "rep", value: "R9" }),
    );
  });

  it("names the file that was meant", async () => {
    const moved = { "data/deals.csv": undefined, "data/deal.csv": PROJECT["data/deals.csv"] };
    const { out, err } = await attain(project(moved), ...FIRST);
    expect(out + err).toContain("There is no file `data/deals.csv`.");
    expect(out + err).toContain("Did you mean `data/deal.csv`?");
  });
});

/** The first two lines of each problem, without its code; what is said of all of them is left out. */
function headings(said: string): string[][] {
  return said
    .trim()
    .split("\n\n")
    .filter((block) => block.startsWith("error "))
    .map((block) =>
      block
        .split("\n")
        .slice(0, 2)
        .map((line) => line.replace(/^error ATN\d{4} /, "").trim()),
    );
}

/** The last line of each problem. */
function advice(said: string): string[] {
  return said
    .trim()
    .split("\n\n")
    .filter((block) => block.startsWith("error "))
    .map((block) => block.split("\n").at(-1)?.trim() ?? "");
}
