/** The forms of lines: one or several for each word that begins one. */
import type { Block, Line } from "@attain/compiler/syntax/lines";
import { FILE, MEMBERS } from "./declarations.ts";
import { KPI_LINES } from "./kpi-lines.ts";
import { PAY_LINES } from "./pay-lines.ts";
import { grid } from "./samples.ts";
import { ALLOW, ROUNDED, template, type Template } from "./template.ts";

/** The forms of the lines of a block: those that are its own, of members, of files. */
export function templatesOf(block: Block, level: Line["level"]): readonly Template[] {
  return level === "file" ? FILE : level === "member" ? MEMBERS : (LINES[block] ?? []);
}

/** By the block that a line belongs to. */
const LINES: Readonly<Partial<Record<Block, readonly Template[]>>> = {
  ...PAY_LINES,
  ...KPI_LINES,
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
    template("replaces", ({ component }) => `replaces \${1:${component}}$0`),
    template("without", ({ component }) => `without \${1:${component}}$0`),
    ALLOW,
  ],
  territories: [
    template("territory", () => "territory ${1:West} where ${2:condition}$0"),
    template(
      "territory ahead of",
      () => "territory ${1:Named} where ${2:condition}, ahead of ${3:West}$0",
    ),
    template("elsewhere", () => "elsewhere ${1:House}$0"),
  ],
  parameter: [template("from", () => "from ${1:2026-07-01} means ${2:value}$0"), ALLOW],
  exception: [
    template("when", () => "when ${1:condition}$0"),
    template("during", ({ year }) => `during \${1:${year}}$0`),
    template("means", () => "means ${1:value}$0"),
  ],
  credit: [
    template("where", () => "where ${1:condition}$0"),
    template("dated", ({ date }) => `dated \${1:${date}}$0`),
    template("worth", ({ amount }) => `worth \${1:${amount}}$0`),
    template("to", ({ payee }) => `to \${1:${payee}}$0`),
    template("to the company", () => "to the company$0"),
    template("split", ({ payee }) => `split \${1:50%} to \${2:${payee}}$0`),
    template("split the rest", ({ payee }) => `split the rest to \${1:${payee}}$0`),
    template(
      "split with each",
      ({ payee }) => `split \${1:part} to \${2:${payee}} with each \${3:Members}$0`,
    ),
    template("overlay", ({ payee }) => `overlay \${1:25%} to \${2:${payee}}$0`),
    template(
      "rolls up",
      () => "rolls up ${1:50%} to ${2:manager}, ${3|every level,1 levels,2 levels|}$0",
    ),
    template("credited as", ({ credit }) => `credited as \${1:original} in \${2:${credit}}$0`),
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
    template("above continues", () => "above ${1:150%} continues$0"),
    template("at", () => "at ${1:100%} gives ${2:100%}$0"),
    template("for", () => "for ${1:value} ${2|pay,gives|} ${3:5%}$0"),
    template("for anything else", () => "for anything else ${1|pay,gives|} ${2:0%}$0"),
    ALLOW,
  ],
  test: [
    template(
      "given",
      ({ quota, currency }) => `given \${1:${quota}} is \${2:100,000 ${currency}}$0`,
    ),
    template(
      "given",
      ({ source, row }) => `given ${source}\n${grid(row)}$0`,
      ({ source }) => `given ${source}`,
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
  scenario: [
    template("given", ({ quota }) => `given \${1:${quota}} is \${2:110%} of \${1:${quota}}$0`),
    template("headcount", () => "headcount ${1:12}$0"),
    template(
      "headcount by attainment",
      () =>
        "headcount\n  | people | ${1:attainment} |\n  | ${2:3} | ${3:60%} |\n  | ${4:6} | ${5:100%} |$0",
    ),
  ],
};
