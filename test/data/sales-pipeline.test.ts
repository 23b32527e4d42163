// A real export, which nobody on this project shaped: loaded whole, with what it spells in two ways.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadFrom, said } from "./loading.ts";

const root = fileURLToPath(
  new URL("../../../shared/data/crm-sales-opportunities", import.meta.url),
);
const isThere = existsSync(root);

const SOURCES = `
people Reps
  name    : Text key
  manager : Text
  office  : one of Central, East, West

source Products
  name  : Text key
  price : USD

source Deals
  id      : Text key
  rep     : Reps
  product : Products
  account : Text?
  stage   : one of Won, Lost, Engaging, Prospecting
  engaged : Date? present when stage in (Won, Lost, Engaging)
  closed  : Date? present when stage in (Won, Lost)
  value   : USD? at least 0 USD present when stage in (Won, Lost)
`;

const REPS = {
  file: "sales_teams.csv",
  columns: { name: "sales_agent", office: "regional_office" },
};
const PRODUCTS = { file: "products.csv", columns: { name: "product", price: "sales_price" } };
const DEALS = {
  file: "sales_pipeline.csv",
  columns: {
    id: "opportunity_id",
    rep: "sales_agent",
    stage: "deal_stage",
    engaged: "engage_date",
    closed: "close_date",
    value: "close_value",
  },
};
const ALIAS = { product: { GTXPro: "GTX Pro" } };

test.runIf(isThere)(
  "refuses the product that the export spells otherwise, in all its rows",
  async () => {
    const { dataset, problems } = await loadFrom(root, SOURCES, {
      Reps: REPS,
      Products: PRODUCTS,
      Deals: DEALS,
    });
    expect(dataset).toBeUndefined();
    expect(said(problems)).toMatchInlineSnapshot(`
      "ATN7301 unknown-row: \`Products\` has no row \`GTXPro\`.
        sales_pipeline.csv, rows 3, 13, 20 and 1,477 more, column product
        Spelt otherwise than in products.csv. If it is the same, say so in attain.json: \`"values": { "product": { "GTXPro": "GTX Pro" } }\`."
    `);
  },
);

test.runIf(isThere)("loads all of it with an alias, and says where that was used", async () => {
  const deals = { ...DEALS, values: ALIAS };
  const result = await loadFrom(root, SOURCES, { Reps: REPS, Products: PRODUCTS, Deals: deals });
  expect(said(result.problems)).toBe("");
  expect(result.notes.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "The column \`series\` of products.csv isn't read.",
      "\`accounts.csv\` isn't read: attain.json doesn't name it.",
      "\`GTXPro\` read as \`GTX Pro\` in 1,480 rows of Deals, by attain.json",
    ]
  `);
  const rows = result.dataset?.get("Deals")?.rows ?? [];
  expect(rows).toHaveLength(8800);
  const won = rows.filter(({ cells }) => cells["stage"] === "Won");
  expect(won).toHaveLength(4238);
  expect(rows.filter(({ cells }) => cells["stage"] === "Lost")).toHaveLength(2473);
  const total = won.reduce((sum, { cells }) => sum + BigInt(String(cells["value"])), 0n);
  expect(total).toBe(10_005_534n);
  expect(result.dataset?.get("Reps")?.rows).toHaveLength(35);
});

test.runIf(isThere)("derives the roster from the pipeline", async () => {
  const reps = { file: "sales_pipeline.csv", columns: { name: "sales_agent" }, distinct: true };
  const sources = SOURCES.replace(/ {2}manager .*\n {2}office .*\n/, "");
  const data = { Reps: reps, Products: PRODUCTS, Deals: { ...DEALS, values: ALIAS } };
  const { dataset } = await loadFrom(root, sources, data);
  // Five of the 35 agents have no deal.
  expect(dataset?.get("Reps")?.rows).toHaveLength(30);
});
