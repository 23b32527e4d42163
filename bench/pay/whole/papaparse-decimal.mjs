/** From CSV files to payouts on disk by Papa Parse, as a stream, and decimal.js: `node papaparse-decimal.mjs PROJECT FORMAT OUT`. */
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { Decimal } from "decimal.js";
import Papa from "papaparse";
import { dealOfTexts, decimalJob } from "../decimal-job.mjs";

const [project, , out] = process.argv.slice(2);

/** Gives each row of a file to `each`, a chunk at a time. */
function read(table, each) {
  return new Promise((done, failed) => {
    Papa.parse(createReadStream(join(project, "data", `${table}.csv`)), {
      header: true,
      skipEmptyLines: true,
      chunk: ({ data }) => {
        for (const row of data) each(row);
      },
      complete: done,
      error: failed,
    });
  });
}

const job = decimalJob(Decimal);
const targets = new Map();
await read("people", ({ id, pay_at_target }) => targets.set(id, new Decimal(pay_at_target)));
const totals = new Map();
await read("deals", ({ rep, closed, product, amount, margin, type, split }) =>
  job.add(totals, dealOfTexts(Decimal, [rep, closed, product, amount, margin, type, split])),
);
const payouts = createWriteStream(join(out, "payouts.csv"));
payouts.write("payee,quarter,amount\n");
await read("quotas", ({ rep, quarter, amount }) => {
  const pay = job.payout(
    totals.get(`${rep} ${quarter.slice(-1)}`),
    new Decimal(amount),
    targets.get(rep),
  );
  payouts.write(`${rep},${quarter},${pay.toFixed(2)}\n`);
});
payouts.end();
