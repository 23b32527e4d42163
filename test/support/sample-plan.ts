// A small project that tests of the editor write into.

/** Sources, in a file that plans import. */
export const COMPANY = `people Reps "From HR"
  id      : Text key
  name    : Text
  role    : one of AE, SDR
  hired   : Date
  manager : Reps?

type Line is one of Platform, Services

unit seat

/// Closed deals of the CRM.
source Deals
  id        : Text key
  rep       : Reps
  stage     : one of Won, Lost
  line      : Line
  /// What the customer pays in a year.
  amount    : USD at least 0 USD
  seats     : seat at least 0 seat
  closed_on : Date

source Quotas
  rep     : Reps key
  quarter : Quarter key
  amount  : USD per Quarter above 0 USD
  target  : USD per Quarter at least 0 USD
`;

/** A plan that checks, without tests. */
export const PLAN = `plan AccountExecutive "Account Executive Plan"
  for    Reps where role is AE
  during FY2026
  pays   each Quarter in USD

  credit Sales "Bookings" from Deals
    where stage is Won
    dated closed_on
    worth amount
    to rep

  quota  means Quotas.amount
  target means Quotas.target
  measure attainment means Sales / quota

  rates Commission marginal by attainment
    from   0% pay 8%
    from 100% pay 12%

  component commission "Commission"
    earns Commission on Sales
    never above 3 x target, the excess is lost
    rounded half even to cent
`;

/** Both in one file, with what follows them. */
export function planWith(rest: string): string {
  return `${COMPANY}\n${PLAN}\n${rest}`;
}
