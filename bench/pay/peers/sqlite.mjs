/**
 * SQLite in memory, by SQL that is written by hand and exact: better-sqlite3 where it could be installed, else the SQLite of
 * Node 22 and later.
 */
import { DATES, PRODUCTS, TYPES } from "../generate.mjs";
import { payoutSql, SQLITE } from "../job-sql.mjs";

async function connect() {
  try {
    const { default: Database } = await import("better-sqlite3");
    return new Database(":memory:");
  } catch {
    const { DatabaseSync } = await import("node:sqlite");
    return new DatabaseSync(":memory:");
  }
}

export async function open(market) {
  const database = await connect();
  database.exec(`
CREATE TABLE deals (payee INTEGER, closed TEXT, product TEXT, amount INTEGER, margin INTEGER, type TEXT, split INTEGER);
CREATE TABLE quotas (payee INTEGER, quarter INTEGER, quota INTEGER, target INTEGER, PRIMARY KEY (payee, quarter)) WITHOUT ROWID;
BEGIN`);
  const { payee, day, product, amount, margin, type, split, quota, target } = market;
  const deal = database.prepare("INSERT INTO deals VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (let i = 0; i < market.count; i += 1)
    deal.run(
      payee[i],
      DATES[day[i]],
      PRODUCTS[product[i]],
      amount[i],
      margin[i],
      TYPES[type[i]],
      split[i],
    );
  const goal = database.prepare("INSERT INTO quotas VALUES (?, ?, ?, ?)");
  for (let i = 0; i < market.payees * 4; i += 1)
    goal.run(i >> 2, (i % 4) + 1, quota[i], target[i >> 2]);
  database.exec("COMMIT; ANALYZE");
  const query = database.prepare(
    `SELECT payee * 4 + quarter - 1 AS place, cents FROM (${payoutSql({
      ...SQLITE,
      deals: `SELECT payee, (substr(closed, 6, 2) + 2) / 3 AS quarter, amount * split AS hundredths, margin FROM deals
        WHERE product IN ('Core', 'Plus', 'Service') AND type = 'New'`,
      quotas: "SELECT * FROM quotas",
    })})`,
  );
  const payouts = new Float64Array(market.payees * 4);
  return () => {
    for (const { place, cents } of query.all()) payouts[place] = cents;
    return payouts;
  };
}
