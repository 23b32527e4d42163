/** The forms of the lines of what pays: components, the payout, releases, clawbacks, draws and balances. */
import type { Block } from "@attain/compiler/syntax/lines";
import { ALLOW, ROUNDED, template, type Template } from "./template.ts";

const GATE = template("only if", () => "only if ${1:condition}, then from the first dollar$0");
const PLUS = template("plus", () => "plus ${1:amount}$0");
const LESS = template("less", () => "less ${1:amount}$0");
const TIMES = template("times", () => "times ${1:110%}$0");
const CAP = template(
  "never above",
  ({ currency }) => `never above \${1:10,000 ${currency}}, the excess is \${2|lost,carried|}$0`,
);
const HELD = template("held below", ({ currency }) => `held below \${1:100 ${currency}}$0`);
const SETTLED = template("settled against", ({ draw }) => `settled against \${1:${draw}}$0`);

export const PAY_LINES: Readonly<Partial<Record<Block, readonly Template[]>>> = {
  component: [
    GATE,
    template("earns", ({ rates, credit }) => `earns \${1:${rates} on ${credit}}$0`),
    template(
      "shares",
      ({ people, credit, currency }) =>
        `shares \${1:10,000 ${currency}} among \${2:${people}} by \${3:${credit}}$0`,
    ),
    template(
      "shares equally",
      ({ people, currency }) => `shares \${1:10,000 ${currency}} among \${2:${people}} equally$0`,
    ),
    template(
      "awards",
      ({ people, credit, currency }) =>
        `awards \${1:3,000 ${currency}, 1,000 ${currency}} to \${2|the highest,the lowest|} \${3:${credit}} among \${4:${people}}, ties \${5|share the prizes,take the higher prize|}$0`,
    ),
    PLUS,
    LESS,
    TIMES,
    template("times when", () => "times ${1:110%} when ${2:condition}$0"),
    template("weight", () => "weight ${1:60%}$0"),
    CAP,
    template("never below", ({ currency }) => `never below \${1:0 ${currency}}$0`),
    HELD,
    template(
      "trued up",
      () => "trued up ${1|year,half,quarter|} to date, ${2|may be negative,never negative|}$0",
    ),
    SETTLED,
    ROUNDED,
    ALLOW,
  ],
  payout: [
    GATE,
    PLUS,
    LESS,
    TIMES,
    CAP,
    template("never below", ({ currency }) => `never below \${1:2,000 ${currency}}$0`),
    HELD,
    SETTLED,
    ROUNDED,
    ALLOW,
  ],
  release: [
    template("pays at once", () => "pays ${1:60%} at once$0"),
    template("pays on", () => "pays ${1:the rest} on ${2:day}$0"),
    template(
      "pays in parts",
      ({ date }) =>
        `pays \${1:the rest} in \${2:12} parts each \${3|Month,Quarter|} from \${4:${date}}, odd cents \${5|last,first|}$0`,
    ),
    template(
      "pays with each",
      () =>
        "pays ${1:the rest} with each ${2:Receipts} by ${3:(amount / deal.amount)} on ${4:received_on}$0",
    ),
    ALLOW,
  ],
  clawback: [
    template("where", () => "where ${1:condition}$0"),
    template("dated", () => "dated ${1:cancelled_on}$0"),
    template("by", () => "by ${1:deal}$0"),
    template("takes back", () => "takes back ${1:all}$0"),
    template(
      "takes back the unserved part",
      ({ date }) =>
        `takes back the unserved part of \${1:12} \${2|Months,Days|} from \${3:deal.${date}} by \${4|months,days|}$0`,
    ),
    template("other deals keep their rate", () => "other deals keep their rate$0"),
    ROUNDED,
    ALLOW,
  ],
  draw: [
    template("guarantees", ({ currency }) => `guarantees \${1:2,000 ${currency}}$0`),
    template(
      "guarantees when",
      ({ currency }) => `guarantees \${1:2,000 ${currency}} when \${2:condition}$0`,
    ),
    template("repaid from all pay", () => "repaid from all pay$0"),
    template(
      "repaid from pay above",
      ({ currency }) => `repaid from pay above \${1:2,000 ${currency}}$0`,
    ),
    template("repaid from the day", () => "repaid from ${1:2026-07-01}$0"),
    template("repaid at most", ({ currency }) => `repaid at most \${1:500 ${currency}}$0`),
    template("never repaid", () => "never repaid$0"),
    template("opens at", () => "opens at ${1:amount}$0"),
    template("forgiven after", () => "forgiven after ${1:2026-12-31}$0"),
    template("forgiven when", () => "forgiven when ${1:condition}$0"),
    ROUNDED,
    ALLOW,
  ],
  balance: [
    template("opens at", () => "opens at ${1:amount}$0"),
    template("becomes", () => "becomes ${1:amount}$0"),
    ROUNDED,
    ALLOW,
  ],
};
