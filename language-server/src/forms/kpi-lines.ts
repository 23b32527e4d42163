/** The forms of the lines of KPIs and goals. */
import type { Block } from "@attain/compiler/syntax/lines";
import { ALLOW, ROUNDED, template, type Template } from "./template.ts";

const WHERE = template("where", () => "where ${1:condition}$0");
const AMONG = template("among", ({ people }) => `among \${1:${people}}$0`);
const AMONG_BY = template("among by", ({ people }) => `among \${1:${people}} by \${2:team}$0`);

export const KPI_LINES: Readonly<Partial<Record<Block, readonly Template[]>>> = {
  kpi: [
    template("needs", () => 'needs ${1:won} : ${2|credit,amount,people|} "${3:what it is}"$0'),
    template("higher", () => "higher is better$0"),
    template("lower", () => "lower is better$0"),
    template("baseline", () => "baseline ${1:20%}$0"),
    WHERE,
    AMONG,
    AMONG_BY,
    ROUNDED,
    ALLOW,
  ],
  goal: [
    WHERE,
    AMONG,
    AMONG_BY,
    template("from", ({ currency }) => `from \${1:1,000,000 ${currency}}$0`),
    template("to", ({ currency }) => `to \${1:1,250,000 ${currency}}$0`),
    ALLOW,
  ],
};
