/** The market as Attain's columns: scaled whole numbers, days, and texts as places of a dictionary. No file is read. */
import { Dictionary } from "@attain/compiler/columnar/columns";
import { columnsOf } from "@attain/compiler/columnar/from-dataset";
import { payeeId, personOf, PRODUCTS, QUARTERS, TYPES } from "./generate.mjs";

const FIRST_DAY = Date.UTC(2026, 0, 1) / 86_400_000;

/** The fields that the plan reads. @param {import("./generate.mjs").Market} market */
export function columnsOfMarket(market) {
  const { count, payees, payee, day, product, amount, margin, type, split, quota, target } = market;
  const dictionary = new Dictionary();
  const codes = (texts) => texts.map((name) => dictionary.add(name));
  const people = codes(Array.from({ length: payees }, (_, i) => payeeId(i)));
  const [products, types, quarters] = [codes(PRODUCTS), codes(TYPES), codes(QUARTERS)];
  const tables = {
    Reps: [
      payees,
      {
        id: text(payees, (i) => people[i]),
        region: text(payees, (i) => dictionary.add(personOf(i)[0])),
        pay_at_target: number(target, 2),
      },
    ],
    Deals: [
      count,
      {
        rep: text(count, (i) => people[payee[i]]),
        closed: days(count, (i) => FIRST_DAY + day[i]),
        product: text(count, (i) => products[product[i]]),
        amount: number(amount, 2),
        margin: number(margin, 4),
        type: text(count, (i) => types[type[i]]),
        split: number(Float64Array.from(split), 2),
      },
    ],
    Quotas: [
      payees * 4,
      {
        rep: text(payees * 4, (i) => people[i >> 2]),
        quarter: text(payees * 4, (i) => quarters[i % 4]),
        amount: number(quota, 2),
      },
    ],
  };
  const found = Object.entries(tables).map(([source, [rows, columns]]) => [
    source,
    { source, rows, columns: new Map(Object.entries(columns)) },
  ]);
  return { dictionary, tables: new Map(found) };
}

function number(values, scale) {
  return { kind: "number", scale, values, range: rangeOf(values) };
}

function days(count, dayOf) {
  const values = filled(count, dayOf);
  return { kind: "day", values, range: rangeOf(values) };
}

function text(count, codeOf) {
  return { kind: "text", values: filled(count, codeOf) };
}

function filled(count, valueOf) {
  const values = new Int32Array(count);
  for (let i = 0; i < count; i += 1) values[i] = valueOf(i);
  return values;
}

function rangeOf(values) {
  let [lo, hi] = [values[0], values[0]];
  for (const value of values) {
    if (value < lo) lo = value;
    if (value > hi) hi = value;
  }
  return { lo: BigInt(lo), hi: BigInt(hi) };
}

/** Rows of text cells as columns, by source. */
export function columnsOfRows(program, sources) {
  const tables = Object.entries(sources).map(([source, all]) => {
    const rows = all.map((cells, i) => ({ key: cells.id, cells, row: i + 2 }));
    return [source, { source, file: source, rows }];
  });
  return columnsOf(program, new Map(tables));
}
