/** What lines are made of, with stops for what is to be filled in. A stop shows a name of the project where one is known. */
import type { Block } from "@attain/compiler/syntax/lines";

/** Names of the project that fill stops. */
export interface Fillers {
  readonly people: string;
  readonly source: string;
  readonly plan: string;
  readonly credit: string;
  readonly measure: string;
  readonly quota: string;
  readonly rates: string;
  /** Fields of the source of the credit at hand. */
  readonly date: string;
  readonly amount: string;
  readonly payee: string;
  readonly component: string;
  readonly currency: string;
  readonly period: string;
  readonly year: string;
}

export interface Template {
  /** The words that it begins with: `never above`. */
  readonly label: string;
  readonly body: (fill: Fillers) => string;
}

function template(label: string, body: Template["body"]): Template {
  return { label, body };
}

const ROUNDED = template(
  "rounded",
  () => "rounded ${1|half even,half up,half down,up,down,floor,ceiling|} to ${2:cent}$0",
);
const ALLOW = template("allow", () => 'allow ${1:rule} "${2:reason}"$0');

/** By the block that a line belongs to: one or several for each word that has a form of its own. */
const LINES: Readonly<Partial<Record<Block, readonly Template[]>>> = {
  source: [
    template("valid", () => "valid from ${1:starts} until ${2:ends}$0"),
    template("check", () => 'check ${1:condition} "${2:what every row must fulfil}"$0'),
  ],
  plan: [
    template("for", ({ people }) => `for \${1:${people}}$0`),
    template("during", ({ year }) => `during \${1:${year}}$0`),
    template(
      "pays",
      ({ currency }) =>
        `pays each \${1|Quarter,Month,Half,Year,Week,Cycle|} in \${2:${currency}}$0`,
    ),
    ALLOW,
  ],
  parameter: [template("from", () => "from ${1:2026-07-01} means ${2:value}$0")],
  credit: [
    template("where", () => "where ${1:condition}$0"),
    template("dated", ({ date }) => `dated \${1:${date}}$0`),
    template("worth", ({ amount }) => `worth \${1:${amount}}$0`),
    template("to", ({ payee }) => `to \${1:${payee}}$0`),
    template("split", ({ payee }) => `split \${1:50%} to \${2:${payee}}$0`),
    template("split the rest", ({ payee }) => `split the rest to \${1:${payee}}$0`),
    template("overlay", ({ payee }) => `overlay \${1:25%} to \${2:${payee}}$0`),
    template(
      "never above",
      ({ currency }) =>
        `never above \${1:50,000 ${currency}} each \${2|deal,share|}, the excess is lost$0`,
    ),
    template(
      "never below",
      ({ currency }) => `never below \${1:0 ${currency}} each \${2|deal,share|}$0`,
    ),
    ROUNDED,
    template(
      "rounded to cent by largest remainder",
      () => "rounded to cent by largest remainder, ties by ${1:id}$0",
    ),
    ALLOW,
  ],
  measure: [ROUNDED, ALLOW],
  table: [
    template("from", () => "from ${1:100%} ${2|pay,gives|} ${3:5%}$0"),
    template("above", () => "above ${1:100%} ${2|pay,gives|} ${3:5%}$0"),
    template("below", () => "below ${1:0%} ${2|pay,gives|} ${3:0%}$0"),
    template("at", () => "at ${1:100%} gives ${2:100%}$0"),
    template("for", () => "for ${1:value} ${2|pay,gives|} ${3:5%}$0"),
    template("for anything else", () => "for anything else ${1|pay,gives|} ${2:0%}$0"),
    ALLOW,
  ],
  component: [
    template("only if", () => "only if ${1:condition}, then from the first dollar$0"),
    template("earns", ({ rates, credit }) => `earns \${1:${rates} on ${credit}}$0`),
    template("plus", () => "plus ${1:amount}$0"),
    template("less", () => "less ${1:amount}$0"),
    template("times", () => "times ${1:110%}$0"),
    template("times when", () => "times ${1:110%} when ${2:condition}$0"),
    template("weight", () => "weight ${1:60%}$0"),
    template(
      "never above",
      ({ currency }) => `never above \${1:10,000 ${currency}}, the excess is lost$0`,
    ),
    template("never below", ({ currency }) => `never below \${1:0 ${currency}}$0`),
    ROUNDED,
    ALLOW,
  ],
  payout: [
    template("only if", () => "only if ${1:condition}, then from the first dollar$0"),
    template("plus", () => "plus ${1:amount}$0"),
    template("less", () => "less ${1:amount}$0"),
    template("times", () => "times ${1:110%}$0"),
    template(
      "never above",
      ({ currency }) => `never above \${1:10,000 ${currency}}, the excess is lost$0`,
    ),
    template("never below", ({ currency }) => `never below \${1:2,000 ${currency}}$0`),
    ROUNDED,
    ALLOW,
  ],
  test: [
    template(
      "given",
      ({ quota, currency }) => `given \${1:${quota}} is \${2:100,000 ${currency}}$0`,
    ),
    template(
      "given rows",
      ({ source }) => `given \${1:${source}}\n  | \${2:id} | \${3:column} |\n  | $4 | $5 |$0`,
    ),
    template(
      "expect",
      ({ component, currency }) => `expect \${1:${component}} is \${2:1,000 ${currency}}$0`,
    ),
    template(
      "expect error",
      () => "expect error ${1|ATN9001,ATN9002,ATN9003,ATN9004,ATN9005,ATN9006,ATN9007|}$0",
    ),
    template(
      "cases",
      ({ credit, component }) =>
        `cases\n  | given \${1:${credit}} | expect \${2:${component}} |\n  | \${3:0} | \${4:0} |$0`,
    ),
  ],
};

const MEMBERS: readonly Template[] = [
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
  template("quota", ({ source }) => `quota means \${1:${source}.amount}$0`),
  template("target", ({ source }) => `target means \${1:${source}.target}$0`),
  template(
    "rates",
    ({ measure }) =>
      `rates \${1:Commission} \${2|marginal,whole,interpolated|} by \${3:${measure}}\n  from \${4:0%} pay \${5:5%}\n  from \${6:100%} pay \${7:8%}$0`,
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
    "component for each",
    ({ credit, currency }) =>
      `component \${1:bonus} for each \${2:${credit}}\n  earns \${3:500 ${currency}}\n  rounded half even to cent$0`,
  ),
  template("payout", () => 'payout "${1:Paid for the period}"$0'),
];

const FILE: readonly Template[] = [
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
  template("shared", () => "shared ${1|parameter,credit,measure,quota,target,rates,lookup|} $0"),
  template(
    "plan",
    ({ people, year, currency }) =>
      `plan \${1:AccountExecutive} "\${2:Account Executive Plan}"\n  for    \${3:${people}}\n  during \${4:${year}}\n  pays   each \${5|Quarter,Month,Half,Year|} in \${6:${currency}}\n\n  $0`,
  ),
  template(
    "test",
    ({ plan, quota, component, currency }) =>
      `test "\${1:what must come out}" for \${2:${plan}}\n  given \${3:${quota}} is \${4:100,000 ${currency}}\n  expect \${5:${component}} is \${6:0 ${currency}}$0`,
  ),
];

/** The forms of the lines of a block: those that are its own, of members, of files. */
export function templatesOf(block: Block, level: "file" | "member" | "step"): readonly Template[] {
  return level === "file" ? FILE : level === "member" ? MEMBERS : (LINES[block] ?? []);
}

/** A template with its stops filled by what they show. */
export function filled(body: string): string {
  return body
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\d+/g, "");
}
