/**
 * The market that all are measured on: deals, people and quotas, drawn from the number of a row alone, so that any part
 * of it can be made again, in any order, on any machine.
 *
 * Amounts are whole cents, margins ten-thousandths, splits hundredths; days count from the first of 2026.
 */

/**
 * @typedef {{
 *   count: number, payees: number,
 *   payee: Int32Array, day: Uint16Array, product: Uint8Array, amount: Float64Array, margin: Float64Array,
 *   type: Uint8Array, split: Uint8Array,
 *   quota: Float64Array, target: Float64Array,
 * }} Market
 */

export const PRODUCTS = ["Core", "Plus", "Service", "Hardware", "Training"];
export const TYPES = ["New", "Renewal"];
const REGIONS = ["North", "South", "East", "West"];
export const QUARTERS = [1, 2, 3, 4].map((quarter) => `FY2026-Q${quarter}`);
const DEALS_OF_A_PAYEE = 100;

const DAYS = 365;
/** The first day of each quarter of 2026. */
const QUARTER_STARTS = [0, 90, 181, 273];

/** The quarter of each day, from 0. */
export const quarterOfDay = Uint8Array.from(
  { length: DAYS },
  (_, day) => QUARTER_STARTS.filter((start) => start <= day).length - 1,
);

/** A number of 32 bits, of which each depends on all of the given ones (the `lowbias32` hash). */
function mix(value) {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A number from 0 up to 1, without it, for a row and a column. */
function draw(row, column) {
  return mix(mix(row + 0x9e3779b9) ^ Math.imul(column + 1, 0x85ebca6b)) / 0x1_0000_0000;
}

/** @returns {Market} `payees` is a hundredth of the deals unless told. */
export function generate(count, payees = Math.max(1, count / DEALS_OF_A_PAYEE)) {
  const market = {
    count,
    payees,
    payee: new Int32Array(count),
    day: new Uint16Array(count),
    product: new Uint8Array(count),
    amount: new Float64Array(count),
    margin: new Float64Array(count),
    type: new Uint8Array(count),
    split: new Uint8Array(count),
    quota: new Float64Array(payees * 4),
    target: new Float64Array(payees),
  };
  for (let row = 0; row < count; row += 1) drawDeal(market, row);
  for (let payee = 0; payee < payees; payee += 1) drawPayee(market, payee);
  return market;
}

/** Sixty deals of a hundred are new, twenty are shared, one is a return; small amounts are more frequent than large ones. */
function drawDeal(market, row) {
  market.payee[row] = Math.floor(draw(row, 0) * market.payees);
  market.day[row] = Math.floor(draw(row, 1) * DAYS);
  market.product[row] = Math.floor(draw(row, 2) * PRODUCTS.length);
  const cents = 100_000 + Math.floor(draw(row, 3) ** 3 * 3_900_000);
  market.amount[row] = draw(row, 4) < 0.01 ? -cents : cents;
  market.margin[row] = 2000 + Math.floor(draw(row, 5) * 3000);
  market.type[row] = draw(row, 6) < 0.6 ? 0 : 1;
  market.split[row] = draw(row, 7) < 0.8 ? 100 : 50;
}

function drawPayee(market, payee) {
  for (let quarter = 0; quarter < 4; quarter += 1)
    market.quota[payee * 4 + quarter] =
      4_000_000 + Math.floor(draw(payee, 8 + quarter) * 8_000_000);
  market.target[payee] = 200_000 + Math.floor(draw(payee, 12) * 400_000);
}

/** What a person is, besides the target: `[region, hired]`. */
export function personOf(payee) {
  const year = 2015 + Math.floor(draw(payee, 13) * 11);
  const month = 1 + Math.floor(draw(payee, 14) * 12);
  const day = 1 + Math.floor(draw(payee, 15) * 28);
  return [REGIONS[Math.floor(draw(payee, 16) * REGIONS.length)], dateText(year, month, day)];
}

/** The texts of the days of 2026. */
export const DATES = Array.from({ length: DAYS }, (_, day) =>
  new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
);

function dateText(year, month, day) {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function payeeId(payee) {
  return `R${String(payee + 1).padStart(6, "0")}`;
}

export function dealId(row) {
  return `D${String(row + 1).padStart(8, "0")}`;
}

/** Scaled whole numbers as decimal text: `decimal(-1050, 2)` is -10.50. */
export function decimal(value, places) {
  const digits = String(Math.abs(value)).padStart(places + 1, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
