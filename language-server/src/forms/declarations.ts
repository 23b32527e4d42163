/** The forms of declarations: the heading, and the lines that it can't do without. */
import { template, type Template } from "./template.ts";

/** Members of a plan. */
export const MEMBERS: readonly Template[] = [
  template("parameter", () => "parameter ${1:name} means ${2:5%}$0"),
  template(
    "credit",
    ({ source, date, amount, payee }) =>
      `credit \${1:Sales} from \${2:${source}}\n  dated \${3:${date}}\n  worth \${4:${amount}}\n  to \${5:${payee}}$0`,
  ),
  template(
    "measure",
    ({ credit, quota }) => `measure \${1:attainment} means \${2:${credit} / ${quota}}$0`,
  ),
  template(
    "kpi",
    ({ credit, quota }) =>
      `kpi \${1:attainment} "\${2:Attainment}" means \${3:${credit} / ${quota}}\n  \${4|higher,lower|} is better$0`,
  ),
  template(
    "goal",
    ({ kpi, currency }) =>
      `goal \${1:growth} "\${2:Growth}" of \${3:${kpi}} each \${4|Year,Quarter,Month|}\n  from \${5:1,000,000 ${currency}}\n  to   \${6:1,250,000 ${currency}}$0`,
  ),
  template("quota", ({ quotas }) => `quota means \${1:${quotas}.amount}$0`),
  template("target", ({ quotas }) => `target means \${1:${quotas}.target}$0`),
  template(
    "rates",
    ({ measure }) =>
      `rates \${1:Commission} \${2|marginal,whole,interpolated|} by \${3:${measure}}\n  from \${4:0%} pay \${5:5%}\n  from \${6:100%} pay \${7:8%}$0`,
  ),
  template(
    "rates by amount paid",
    ({ currency }) =>
      `rates \${1:SoftCap} marginal by amount paid year to date\n  from \${2:0 ${currency}} pay \${3:10%}\n  from \${4:9,000 ${currency}} pay \${5:4%}$0`,
  ),
  template(
    "lookup",
    ({ measure }) =>
      `lookup \${1:Kicker} by \${2:${measure}}\n  from \${3:0%} gives \${4:100%}\n  from \${5:100%} gives \${6:110%}$0`,
  ),
  template(
    "component",
    ({ rates, credit }) =>
      `component \${1:commission} "\${2:Commission}"\n  earns \${3:${rates} on ${credit}}\n  rounded half even to cent$0`,
  ),
  template(
    "component each Segment",
    ({ rates, credit }) =>
      `component \${1:commission} each Segment of \${2:Quotas.amount}\n  earns \${3:${rates} on ${credit}}\n  rounded half even to cent$0`,
  ),
  template(
    "component for each",
    ({ credit, currency }) =>
      `component \${1:bonus} for each \${2:${credit}}\n  earns \${3:500 ${currency}}\n  rounded half even to cent$0`,
  ),
  template("payout", () => 'payout "${1:Paid for the period}"$0'),
  template(
    "release",
    ({ component }) =>
      `release \${1:payments} of \${2:${component}}\n  pays \${3:60%} at once\n  pays the rest on \${4:end of Year}$0`,
  ),
  template(
    "clawback",
    ({ component }) =>
      `clawback \${1:churn} of \${2:${component}} from \${3:Cancellations}\n  dated \${4:cancelled_on}\n  by \${5:deal}\n  takes back \${6:all}\n  other deals keep their rate$0`,
  ),
  template(
    "exception",
    ({ quota }) =>
      `exception "\${1:reason}" to \${2:${quota}}\n  when \${3:id is "ada"}\n  means \${4:value}$0`,
  ),
  template(
    "draw",
    ({ currency }) =>
      `draw \${1:advance} "\${2:Recoverable draw}"\n  guarantees \${3:2,000 ${currency}}\n  repaid from all pay$0`,
  ),
  template("balance", () => 'balance ${1:bank} "${2:Bonus bank}"\n  becomes ${3:bank}$0'),
];

/** Declarations of a file. */
export const FILE: readonly Template[] = [
  template("import", () => 'import "${1:company.plan}"$0'),
  template(
    "calendar",
    () => "calendar starts ${1|February,April,July,October|}, named by its ${2|start,end|}$0",
  ),
  template("unit", () => "unit ${1:seat}$0"),
  template("type", () => "type ${1:Region} is one of ${2:EMEA, APAC}$0"),
  template("people", () => 'people ${1:Reps} "${2:From HR}"\n  ${3:id} : Text key$0'),
  template(
    "source",
    ({ people, currency }) =>
      `source \${1:Deals} "\${2:From the CRM}"\n  id        : Text key\n  \${3:rep}       : \${4:${people}}\n  \${5:amount}    : ${currency} at least 0 ${currency}\n  \${6:closed_on} : Date$0`,
  ),
  template(
    "territories",
    ({ source }) =>
      `territories \${1:Coverage} for \${2:${source}}\n  territory \${3:West} where \${4:condition}\n  elsewhere \${5:House}$0`,
  ),
  template(
    "shared",
    () => "shared ${1|parameter,credit,measure,kpi,quota,target,rates,lookup|} $0",
  ),
  template(
    "plan",
    ({ people, year, currency }) =>
      `plan \${1:AccountExecutive} "\${2:Account Executive Plan}"\n  for    \${3:${people}}\n  during \${4:${year}}\n  pays   each \${5|Quarter,Month,Half,Year|} in \${6:${currency}}\n\n  $0`,
  ),
  template(
    "plan extends",
    ({ plan, people, year, currency }) =>
      `plan \${1:Senior} extends \${2:${plan}}\n  for      \${3:${people}}\n  during   \${4:${year}}\n  pays     each \${5|Quarter,Month,Half,Year|} in \${6:${currency}}\n  replaces \${7:name}\n\n  $0`,
  ),
  template("test", ({ plan, quota, givens, component, currency }) => {
    const all = givens.length > 0 ? givens : [[quota, `100,000 ${currency}`] as const];
    const lines = all.map(([name, value], i) => `  given ${name} is \${${i + 3}:${value}}\n`);
    const last = all.length + 3;
    return `test "\${1:what must come out}" for \${2:${plan}}\n${lines.join("")}  expect \${${last}:${component}} is \${${last + 1}:0 ${currency}}$0`;
  }),
  template(
    "scenario",
    ({ plan, quota }) =>
      `scenario "\${1:what is otherwise}" for \${2:${plan}}\n  given \${3:${quota}} is \${4:110%} of \${3:${quota}}$0`,
  ),
];
