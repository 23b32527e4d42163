/** A plan of a thousand lines: roles that have a ladder, a curve, a kicker, a bonus and a yearly gate each, with their tests. */

const SOURCES = `people Reps
  id   : Text key
  role : one of AE, SDR, Manager, Engineer, Partner, Renewals

source Deals
  id      : Text key
  rep     : Reps
  product : one of Platform, Services, Other
  amount  : USD at least 0 USD
  margin  : Ratio at least 0%
  closed  : Date

source Quotas
  rep     : Reps key
  quarter : Quarter key
  amount  : USD per Quarter above 0 USD
  target  : USD per Quarter above 0 USD
`;

const ROLES = ["AE", "SDR", "Manager", "Engineer", "Partner", "Renewals"];

function planOf(role, i) {
  const products = ["Platform", "Services", "Other"].map(
    (product) => `
  measure sold_${product} means (Sales where product is ${product})

  component spiff_${product} "Spiff for ${product}"
    earns ${1 + (i % 3)}% of sold_${product}
    never above 5,000 USD, the excess is lost
    rounded half even to cent
`,
  );
  return `
/// You are paid each quarter on what you sell, in parts that are added up.
plan ${role}Plan "${role} 2026"
  for    Reps where role is ${role}
  during FY2026
  pays   each Quarter in USD

  /// Every deal counts in the quarter in which it closes.
  credit Sales from Deals
    dated closed
    worth amount
    to    rep

  quota  means Quotas.amount
  target means Quotas.target
  measure attainment "Attainment" means Sales / quota
  measure base_rate means target / quota
  measure margin_won means average margin of Sales weighted by credited otherwise 0%

  rates Ladder marginal by attainment
    from   0% pay ${80 - i}%
    from  50% pay ${120 + i}%
    from 100% pay ${130 + i}%
    from 125% pay ${160 + i}%
    from 150% pay ${200 + i}%

  lookup Kicker by margin_won
    below 30% gives  90%
    from  30% gives 100%
    from  40% gives 110%

  lookup Curve interpolated by attainment
    below  50% gives   0%
    at     50% gives   0%
    at    100% gives 100%
    at    150% gives ${180 + i}%
    above 150% gives ${180 + i}%

  lookup Steps by attainment
    from   0% gives     0 USD
    from 100% gives 1,000 USD
    from 120% gives 2,${i}00 USD
    from 140% gives 3,500 USD

  parameter most means ${250 + i}%

  component commission "Commission"
    earns base_rate of (Ladder on Sales)
    times Kicker
    never above most of target, the excess is lost
    rounded half even to cent

  component variable "Variable pay"
    earns Curve of target
    times 105% when attainment >= 120%
    rounded half even to cent

  component bonus "Bonus"
    earns Steps

  component reached "Quota reached"
    only if attainment >= 100%, then from the first dollar
    earns 1% of Sales
    plus  2% of (Sales above 120% of quota)
    never above 20,000 USD, the excess is lost
    rounded half even to cent
${products.join("")}
  payout "Paid for the quarter"
    never below 0 USD
${[1, 2, 3, 4, 5, 6].map((n) => testOf(role, n)).join("")}`;
}

function testOf(role, n) {
  return `
test "${role}, ${n}" for ${role}Plan
  given role is ${role}
  given quota is 100,000 USD
  given target is 10,000 USD
  given margin_won is 35%
  cases
    | given Sales | expect bonus |
    |       0     |     0        |
    |  50,000     |     0        |
    |  99,999.99  |     0        |
    | 100,000     | 1,000        |
`;
}

/** The text, and how many lines it has. */
export function thousandLines() {
  const text = SOURCES + ROLES.map(planOf).join("");
  return { text, lines: text.split("\n").length };
}
