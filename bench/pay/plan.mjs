/** The plan of the job as Attain has it: checked, lowered, its periods, and the market as rows that have passed the contract. */
import { readFileSync } from "node:fs";
import { parsePeriod } from "@attain/runtime";
import { lowerProgram } from "@attain/compiler/lower/program";
import { memoryHost } from "@attain/compiler/workspace/host";
import { Workspace } from "@attain/compiler/workspace/workspace";
import {
  dealId,
  DATES,
  decimal,
  payeeId,
  personOf,
  PRODUCTS,
  QUARTERS,
  TYPES,
} from "./generate.mjs";

const PLAN = new URL("plan/plans/accelerator.plan", import.meta.url);

/** A plan, lowered; it must be without an error. */
export function lowered(text = readFileSync(PLAN, "utf8")) {
  const { errors, program } = new Workspace(memoryHost({ "p.plan": text })).check("p.plan");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const representation = lowerProgram(program);
  return { program: representation, plan: representation.plans[0] };
}

export function quartersOf({ program }) {
  return QUARTERS.map((name) => parsePeriod(program.calendar, name));
}

/** The market as a dataset: the cells of each source as text. */
export function datasetOf({ payees, count, ...market }) {
  const { payee, day, product, amount, margin, type, split, quota, target } = market;
  const reps = rows(payees, (i) => {
    const [region, hired] = personOf(i);
    return { id: payeeId(i), region, hired, pay_at_target: decimal(target[i], 2) };
  });
  const deals = rows(count, (i) => ({
    id: dealId(i),
    rep: payeeId(payee[i]),
    closed: DATES[day[i]],
    product: PRODUCTS[product[i]],
    amount: decimal(amount[i], 2),
    margin: decimal(margin[i], 4),
    type: TYPES[type[i]],
    split: decimal(split[i], 2),
  }));
  const quotas = rows(payees * 4, (i) => ({
    rep: payeeId(i >> 2),
    quarter: QUARTERS[i % 4],
    amount: decimal(quota[i], 2),
  }));
  const tables = { Reps: reps, Deals: deals, Quotas: quotas };
  return new Map(
    Object.entries(tables).map(([source, all]) => [source, { source, file: source, rows: all }]),
  );
}

/** Rows with their keys: the values of the columns that tell them apart. */
function rows(count, cellsOf) {
  return Array.from({ length: count }, (_, i) => {
    const cells = cellsOf(i);
    const key = cells.id ?? `${cells.rep} · ${cells.quarter}`;
    return { key, cells, row: i + 2 };
  });
}
