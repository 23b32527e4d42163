/**
 * The job in SQL as one would write it by hand, exact: whole numbers, no `/`, AVG or ROUND where they mean another thing in
 * each engine, half even by remainders. The engines differ in how they divide and choose; `deals` is what they read.
 */

/** @typedef {{ deals: string, quotas: string, divide: string, least: string, greatest: string }} Dialect */

export const DUCKDB = { divide: "//", least: "least", greatest: "greatest" };
export const SQLITE = { divide: "/", least: "min", greatest: "max" };

/**
 * The payout of each payee and quarter, in cents. `deals` has (payee, quarter, hundredths, margin) of the deals that
 * count, where hundredths are cents times the split; `quotas` has (payee, quarter, quota, target).
 *
 * @param {Dialect} dialect
 */
export function payoutSql({ deals, quotas, divide, least, greatest }) {
  return `
WITH
parted AS (SELECT payee, quarter, hundredths, margin, hundredths % 100 AS rest FROM (${deals}) AS deals),
cut AS (SELECT *, (hundredths - rest) ${divide} 100 AS whole FROM parted),
credits AS (
  SELECT payee, quarter, margin, whole + CASE
    WHEN abs(rest) > 50 OR (abs(rest) = 50 AND whole % 2 <> 0) THEN sign(rest) ELSE 0 END AS credited
  FROM cut
),
totals AS (
  SELECT payee, quarter, 10 * CAST(sum(credited) AS BIGINT) AS bookings, CAST(sum(margin) AS BIGINT) AS margins, count(*) AS deals
  FROM credits GROUP BY payee, quarter
),
known AS (
  SELECT quotas.payee, quotas.quarter, quotas.quota, quotas.target,
    coalesce(bookings, 0) AS bookings, coalesce(margins, 0) AS margins, coalesce(deals, 0) AS deals
  FROM (${quotas}) AS quotas
  LEFT JOIN totals ON totals.payee = quotas.payee AND totals.quarter = quotas.quarter
),
earned AS (
  SELECT payee, quarter, target,
    4 * ${greatest}(${least}(bookings, 5 * quota), 0)
    + 6 * ${greatest}(${least}(bookings, 10 * quota) - 5 * quota, 0)
    + 9 * ${greatest}(${least}(bookings, 12 * quota) - 10 * quota, 0)
    + 12 * ${greatest}(bookings - 12 * quota, 0) AS earned,
    CASE WHEN bookings >= 11 * quota AND margins >= 3500 * deals THEN 11 ELSE 10 END AS factor
  FROM known
),
capped AS (SELECT payee, quarter, ${least}(earned * factor, 30000 * target) AS pay FROM earned),
split AS (SELECT payee, quarter, pay ${divide} 10000 AS whole, pay % 10000 AS rest FROM capped)
SELECT payee, quarter, whole + CASE
  WHEN rest > 5000 OR (rest = 5000 AND whole % 2 <> 0) THEN 1 ELSE 0 END AS cents
FROM split`;
}
