/** How settings are written: what is said where one has another form. */
import type { Node } from "jsonc-parser";

const EXAMPLES: Readonly<Record<string, string>> = {
  plans: '"plans": ["plans/**/*.plan"]',
  calendar: '"calendar": { "starts": "February", "named": "start" }',
  starts: '"starts": "February"',
  named: '"named": "start"',
  weekend: '"weekend": ["Saturday", "Sunday"]',
  holidays: '"holidays": ["2026-01-01", "2026-12-25"]',
  data: '"data": { "Deals": { "file": "data/deals.csv" } }',
  file: '"file": "data/deals.csv"',
  columns: '"columns": { "amount": "Amount (USD)" }',
  values: '"values": { "stage": { "Closed Won": "Won" } }',
  dates: '"dates": "MM/DD/YYYY"',
  numbers: '"numbers": "1.234,50"',
  delimiter: '"delimiter": ";"',
  distinct: '"distinct": true',
  lint: '"lint": { "unused": "off" }',
  rules: '"rules": ["lint/rules.mjs"]',
  output: '"output": "out"',
  tests: '"tests": { "coverage": 90 }',
  coverage: '"coverage": 90',
  mutation: '"mutation": 90',
  statements: '"statements": { "ada-q1": { "payee": "ada", "period": "FY2026-Q1" } }',
  payee: '"payee": "ada"',
  period: '"period": "FY2026-Q1"',
};

/** An example of the setting that a value belongs to. */
export function exampleFor({ parent }: Node): string {
  if (parent === undefined) return `Write \`{ ${EXAMPLES["data"] ?? ""} }\`, for example.`;
  const name = parent.type === "property" ? String(parent.children?.[0]?.value) : "";
  return Object.hasOwn(EXAMPLES, name)
    ? `Write \`${EXAMPLES[name] ?? ""}\`, for example.`
    : exampleFor(parent);
}
