// A CRM's export that nobody here shaped, paid whole: agents by attainment, managers on what their teams book.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { attain, filesIn, folderOf, read } from "../support/command-line.ts";
import { amountOf, sumOf } from "./amounts.ts";

// Whole projects are loaded and paid.
vi.setConfig({ testTimeout: 60_000 });

const exported = fileURLToPath(
  new URL("../../../shared/data/crm-sales-opportunities", import.meta.url),
);
const plans = fileURLToPath(new URL("crm", import.meta.url));
const isThere = existsSync(exported);

/** The year before has deals that began in it, and none that was won. */
const QUARTERS = ["FY2016-Q4", "FY2017-Q1", "FY2017-Q2", "FY2017-Q3", "FY2017-Q4"];

const DATA = {
  Managers: {
    file: "data/sales_teams.csv",
    columns: { name: "manager", office: "regional_office" },
    distinct: true,
  },
  Agents: { file: "data/sales_teams.csv", columns: { name: "sales_agent" } },
  Products: { file: "data/products.csv", columns: { name: "product", price: "sales_price" } },
  Deals: {
    file: "data/sales_pipeline.csv",
    columns: {
      id: "opportunity_id",
      agent: "sales_agent",
      stage: "deal_stage",
      closed: "close_date",
      value: "close_value",
    },
  },
  Quotas: { file: "data/quotas.csv" },
};
const ALIAS = { values: { product: { GTXPro: "GTX Pro" } } };

test.runIf(isThere)("pays nothing while a product is spelled in two ways", async () => {
  const folder = projectWith(DATA);
  expect(await attain(folder, "check")).toMatchObject({ code: 0 });
  expect(await attain(folder, "test")).toMatchObject({ code: 0 });
  const { code, err } = await attain(folder, "run", "--period", "FY2017-Q1");
  expect(code).toBe(1);
  expect(err).toContain("`Products` has no row `GTXPro`.");
  expect(err).toMatch(/sales_pipeline\.csv, rows 3, 13, 20 and 1,477 more, column product/);
  expect(err).toContain('`"values": { "product": { "GTXPro": "GTX Pro" } }`');
  expect(err).toContain("Nothing was paid");
  expect(filesIn(folder).filter((path) => path.startsWith("out/"))).toEqual([]);
});

test.runIf(isThere)("credits every deal that was won, once the spelling is settled", async () => {
  const folder = projectWith({ ...DATA, Deals: { ...DATA.Deals, ...ALIAS } });
  const credited: Record<string, { deals: number; worth: number }> = {};
  for (const quarter of QUARTERS) {
    const { code, out } = await attain(folder, "run", "--period", quarter);
    expect(code, out).toBe(0);
    expect(out).toContain("`GTXPro` read as `GTX Pro` in 1,480 rows of Deals, by attain.json");
    for (const [, deals = "", credit = "", worth = ""] of out.matchAll(CREDITED)) {
      const sum = credited[credit] ?? { deals: 0, worth: 0 };
      credited[credit] = { deals: sum.deals + digits(deals), worth: sum.worth + digits(worth) };
    }
  }
  const all = { deals: 4_238, worth: 10_005_534 };
  expect(credited).toEqual({ Bookings: all, TeamBookings: all });
});

/** `1,196 credits of Bookings, 2,802,496.00 USD in all` */
const CREDITED = /([\d,]+) credits? of (\w+), ([\d,]+)\.00 USD in all/g;

test.runIf(isThere)(
  "pays each agent by hand, and each manager on the sum of their agents",
  async () => {
    const folder = projectWith({ ...DATA, Deals: { ...DATA.Deals, ...ALIAS } });
    const teams = rowsOf(readFileSync(join(exported, "sales_teams.csv"), "utf8"));
    const deals = rowsOf(readFileSync(join(exported, "sales_pipeline.csv"), "utf8"));
    for (const quarter of QUARTERS) {
      await attain(folder, "run", "--period", quarter);
      const paid = rowsOf(read(folder, `out/${quarter}/payouts.csv`));
      const amount = (payee: string, component: string): string =>
        paid.find((row) => row["payee"] === payee && row["component"] === component)?.["amount"] ??
        "";
      for (const { sales_agent: agent = "" } of teams) {
        const won = deals.filter(
          (row) =>
            row["sales_agent"] === agent &&
            row["deal_stage"] === "Won" &&
            quarterOf(row["close_date"] ?? "") === quarter,
        );
        const worth = won.reduce((sum, row) => sum + Number(row["close_value"]), 0);
        const expected = commission(worth, quotaOf(agent, quarter));
        expect(amountOf(amount(agent, "commission")), `${agent}, ${quarter}`).toEqual(
          amountOf(expected),
        );
        expect(amountOf(amount(agent, "pool"))).toEqual(amountOf(cents(worth)));
      }
      const managers = [...new Set(teams.map((row) => row["manager"] ?? ""))];
      expect(managers).toHaveLength(6);
      for (const manager of managers) {
        const team = teams.filter((row) => row["manager"] === manager);
        const pools = team.map((row) => amount(row["sales_agent"] ?? "", "pool"));
        expect(amountOf(amount(manager, "override")), `${manager}, ${quarter}`).toEqual(
          sumOf(pools),
        );
      }
    }
  },
);

/** 3% up to half of quota, 5% up to quota, 8% beyond. Worth and quota are whole dollars, so the percents are whole cents. */
function commission(worth: number, quota: number): string {
  const half = Math.min(worth, quota / 2);
  const rest = Math.min(worth, quota) - half;
  const beyond = Math.max(0, worth - quota);
  return cents(3 * half + 5 * rest + 8 * beyond);
}

function cents(count: number): string {
  return `${count}/100`;
}

function quotaOf(agent: string, quarter: string): number {
  return 40_000 + 2_000 * ((agent.length * 7 + Number(quarter.at(-1)) * 5) % 23);
}

function quarterOf(date: string): string {
  return `FY${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** A project over the export, which goes away with the test. */
function projectWith(data: object): string {
  const files = ["sales_teams.csv", "products.csv", "sales_pipeline.csv"].map(
    (name) => [`data/${name}`, readFileSync(join(exported, name))] as const,
  );
  const sources = readdirSync(plans).map(
    (name) => [`plans/${name}`, readFileSync(join(plans, name))] as const,
  );
  const agents = rowsOf(readFileSync(join(exported, "sales_teams.csv"), "utf8")).map(
    (row) => row["sales_agent"] ?? "",
  );
  const quotas = agents.flatMap((agent) =>
    QUARTERS.map((quarter) => `${agent},${quarter},${quotaOf(agent, quarter)}\n`),
  );
  return folderOf({
    "attain.json": JSON.stringify({ data }),
    "data/quotas.csv": `agent,quarter,amount\n${quotas.join("")}`,
    ...Object.fromEntries([...files, ...sources]),
  });
}

/** The rows of a table in which no cell has a comma, by its headings. */
function rowsOf(text: string): Record<string, string>[] {
  const [heading = [], ...rows] = text
    .replaceAll("\r", "")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(heading.map((name, i) => [name, cells[i] ?? ""])));
}

function digits(text: string): number {
  return Number(text.replaceAll(",", ""));
}
