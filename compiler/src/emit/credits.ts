/** Credit rules, as methods of TypeScript. */
import type * as ir from "../ir/ir.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { access } from "./names.ts";

/** The book of a credit, and the methods that read it. */
export function emitCredit(
  e: Emitter,
  credit: ir.Credit,
  payee: string,
): { readonly field: string; readonly init: string; readonly methods: string } {
  const unit = JSON.stringify(credit.unit);
  const row = e.names.type(credit.source);
  const name = e.names.total(credit.name);
  const book = e.names.book(credit.name);
  const credits = e.names.credits(credit.name);
  const key = e.source(e.plan.people).keys[0] ?? "id";
  const title =
    credit.label === undefined ? `credit ${credit.name}` : `credit ${credit.name}: ${credit.label}`;
  e.use("CreditBook");
  return {
    field: `readonly ${book}: CreditBook<${row}, ${unit}>;\n`,
    init: `this.${book} = new CreditBook(data${access(credit.source)}.flatMap((row) => this.${e.names.ofRow(credit.name)}(row)));\n`,
    methods: [
      `/** ${title} — ${e.locate(credit.origin)} */\n${name}(payee: ${payee}, days: ${e.type("Days")}): ${e.type(`Quantity<${unit}>`)} {\nreturn ${e.use("sum")}(this.${credits}(payee, days).map((credit) => credit.amount), ${unit});\n}`,
      `/** The credits themselves, by date. */\n${credits}(payee: ${payee}, days: Days): readonly ${e.type(`Credit<${row}, ${unit}>`)}[] {\nreturn this.${book}.of(payee${access(key)}, days);\n}`,
      rowMethod(e, credit, e.names.ofRow(credit.name), row, unit),
    ].join("\n\n"),
  };
}

function rowMethod(e: Emitter, credit: ir.Credit, name: string, row: string, unit: string): string {
  const at: Place = { inClass: true, row: "row" };
  const body: string[] = [];
  for (const test of credit.where)
    body.push(`if (!${emit(e, test, at)}) return []; // ${e.locate(test.origin)}`);
  body.push(`const date = ${emit(e, credit.date, at)}; // ${e.locate(credit.date.origin)}`);
  body.push(
    `const worth = ${stepped(e, emit(e, credit.worth, at), credit.steps, at)}; // ${e.locate(credit.worth.origin)}`,
  );
  const key = keyOfRow(e, credit.source);
  body.push(...sharing(e, credit, at, key, unit));
  for (const overlay of credit.overlays) {
    const { payee, when } = overlay.recipient;
    const push = `parts.push({ payee: ${emit(e, payee, at)}, amount: worth.times(${emit(e, overlay.share, at)}) }); // ${e.locate(overlay.origin)}`;
    body.push(when === undefined ? push : `if (${emit(e, when, at)}) ${push}`);
  }
  const amount = stepped(e, "amount", credit.shareSteps, at);
  body.push(
    `return parts.map(({ payee, amount }) => ({ payee, date, amount: ${amount}, row, key: ${key} }));`,
  );
  return `private ${name}(row: ${row}): ${e.type(`Credit<${row}, ${unit}>`)}[] {\n${body.join("\n")}\n}`;
}

function keyOfRow(e: Emitter, source: string): string {
  const keys = e.source(source).keys.map((key) => `row${access(key)}`);
  return keys.length === 1
    ? (keys[0] ?? '""')
    : `\`${keys.map((key) => `\${${key}}`).join(" · ")}\``;
}

function stepped(e: Emitter, value: string, steps: readonly ir.CreditStep[], at: Place): string {
  return steps.reduce((inner, step) => {
    switch (step.op) {
      case "never above":
        return `${e.use("least")}(${inner}, ${emit(e, step.limit, at)})`;
      case "never below":
        return `${e.use("greatest")}(${inner}, ${emit(e, step.limit, at)})`;
      case "rounded":
        return `${inner}.rounded(${JSON.stringify(step.rounding.mode)}, ${JSON.stringify(step.rounding.increment)})`;
    }
  }, value);
}

function sharing(e: Emitter, credit: ir.Credit, at: Place, key: string, unit: string): string[] {
  const { sharing: how } = credit;
  const parts = `const parts: { readonly payee: string; readonly amount: ${e.type(`Quantity<${unit}>`)} }[]`;
  if (how.kind === "one") {
    const { payee, when } = how.recipient;
    const whole = `[{ payee: ${emit(e, payee, at)}, amount: worth }]`;
    return [
      `${parts} = ${when === undefined ? whole : `${emit(e, when, at)} ? ${whole} : []`}; // ${e.locate(payee.origin)}`,
    ];
  }
  const shares = how.shares.map(({ share, recipient, origin }) => {
    const payee = emit(e, recipient.payee, at);
    const told = share === "the rest" ? `"rest"` : emit(e, share, at);
    const tie = how.ties === undefined ? `""` : tieOf(e, recipient.payee, payee, how.ties);
    const entry = `{ payee: ${payee}, share: ${told}, tie: ${tie} }`;
    const item =
      recipient.when === undefined
        ? entry
        : `...(${emit(e, recipient.when, at)} ? [${entry}] : [])`;
    return `${item}, // ${e.locate(origin)}\n`;
  });
  e.use("split");
  const increment =
    how.increment === undefined ? "" : `, increment: ${JSON.stringify(how.increment)}`;
  return [
    `const shares: ${e.type("Share")}[] = [\n${shares.join("")}];`,
    `${parts} = split(worth, shares, { credit: ${JSON.stringify(credit.name)}, key: ${key}${increment} });`,
  ];
}

function tieOf(e: Emitter, node: ir.RowExpr, payee: string, ties: string): string {
  const source =
    "type" in node && node.type.kind === "row"
      ? node.type.source
      : "source" in node
        ? node.source
        : e.plan.people;
  const people = e.source(source);
  if (people.keys.length === 1 && people.keys[0] === ties) return payee;
  return `String(this.${e.names.index(source)}.find(${payee})?${access(ties)} ?? "")`;
}
