/** Credit rules, as methods of TypeScript. */
import type * as ir from "../ir/ir.ts";
import { type Emitter, type Place, remark } from "./emitter.ts";
import { emit } from "./expressions.ts";
import { ifThere } from "./fields.ts";
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
  const isCompany = credit.sharing.kind === "company";
  const title =
    credit.label === undefined ? `credit ${credit.name}` : `credit ${credit.name}: ${credit.label}`;
  e.use("CreditBook");
  return {
    field: `readonly ${book}: CreditBook<${row}, ${unit}>;\n`,
    init: `this.${book} = new CreditBook(data${access(credit.source)}.flatMap((row) => this.${e.names.ofRow(credit.name)}(row)));\n`,
    methods: [
      `${remark(`${title} — ${e.locate(credit.origin)}`)}${name}(payee: ${payee}, days: ${e.type("Days")}): ${e.type(`Quantity<${unit}>`)} {\nreturn ${e.use("sum")}(this.${credits}(payee, days).map((credit) => credit.amount), ${unit});\n}`,
      `/** The credits themselves, by date. */\n${credits}(${isCompany ? "_payee" : "payee"}: ${payee}, days: Days): readonly ${e.type(`Credit<${row}, ${unit}>`)}[] {\nreturn this.${book}.of(${isCompany ? '""' : `payee${access(key)}`}, days);\n}`,
      rowMethod(e, credit, e.names.ofRow(credit.name), row, unit),
    ].join("\n\n"),
  };
}

function rowMethod(e: Emitter, credit: ir.Credit, name: string, row: string, unit: string): string {
  const at: Place = { row: "row" };
  const body: string[] = [];
  e.begin();
  for (const test of credit.where)
    body.push(`if (!${emit(e, test, at)}) return []; // ${e.locate(test.origin)}`);
  body.push(`const date = ${emit(e, credit.date, at)}; // ${e.locate(credit.date.origin)}`);
  body.push(
    `const worth = ${stepped(e, emit(e, credit.worth, at), credit.steps, at)}; // ${e.locate(credit.worth.origin)}`,
  );
  const key = keyOfRow(e, credit.source);
  body.push(...sharing(e, credit, at, key, unit));
  for (const { recipient, share, origin } of credit.overlays) {
    const { payee, when, each } = recipient;
    const inside = besideRow(at, recipient);
    const push = `parts.push({ payee: ${emit(e, payee, inside)}, amount: worth.times(${emit(e, share, inside)}) });`;
    const line = when === undefined ? push : `if (${emit(e, when, inside)}) ${push}`;
    const loop = each === undefined ? "" : `for (const ${MEMBER} of ${rowsOf(e, each, key)}) `;
    body.push(`${loop}${line} // ${e.locate(origin)}`);
  }
  const amount = stepped(e, "amount", credit.shareSteps, at);
  const level = credit.sharing.kind === "as" ? "isRolledUp" : "";
  const names = ["payee", "amount", level].filter((part) => part !== "").join(", ");
  const fields = ["payee", "date", `amount: ${amount}`, level, "row", `key: ${key}`]
    .filter((part) => part !== "")
    .join(", ");
  const all = `parts.map(({ ${names} }) => ({ ${fields} }))`;
  if (credit.rollUp === undefined) body.push(`return ${all};`);
  else {
    body.push(`const credits = ${all};`);
    body.push(
      `return [...credits, ...${rollUp(e, credit.rollUp, at)}]; // ${e.locate(credit.rollUp.origin)}`,
    );
  }
  return `private ${name}(row: ${row}): ${e.type(`Credit<${row}, ${unit}>`)}[] {\n${body.join("\n")}\n}`;
}

/** The name of a row that refers to the deal. */
const MEMBER = "member";

/** Where such a row is at hand, or the deal itself. */
function besideRow(at: Place, { each }: ir.Recipient): Place {
  return each === undefined ? at : { ...at, row: MEMBER };
}

/** The rows that refer to the deal. */
function rowsOf(e: Emitter, each: NonNullable<ir.Recipient["each"]>, key: string): string {
  return `this.${e.names.referring(each.source, each.reference)}.of(${key})`;
}

/** The fields that find the rows that refer to deals. */
export function emitReferring(e: Emitter): { readonly fields: string; readonly inits: string } {
  const recipients = e.plan.credits.flatMap(({ sharing: how, overlays }) => [
    ...overlays.map(({ recipient }) => recipient),
    ...(how.kind === "split" ? how.shares.map(({ recipient }) => recipient) : []),
  ]);
  const all = recipients.flatMap(({ each }) => each ?? []);
  const distinct = new Map(all.map((each) => [`${each.source} ${each.reference}`, each]));
  const parts = [...distinct.values()].map(({ source, reference }) => {
    const name = e.names.referring(source, reference);
    const type = `${e.use("Referring")}<${e.names.type(source)}>`;
    return {
      field: `readonly ${name}: ${type};\n`,
      init: `this.${name} = new Referring(data${access(source)}, (row) => row${access(reference)}, (row) => ${keyOfRow(e, source)});\n`,
    };
  });
  return {
    fields: parts.map(({ field }) => field).join(""),
    inits: parts.map(({ init }) => init).join(""),
  };
}

function rollUp(e: Emitter, { above, levels, share }: ir.RollUp, at: Place): string {
  const index = `this.${e.names.index(above.source)}`;
  const isDated = e.source(above.source).validity !== undefined;
  const row = isDated ? `${index}.findOn(person, date)` : `${index}.find(person)`;
  const rule = [
    ...(levels === undefined ? [] : [`levels: ${levels}`]),
    ...(share === undefined ? [] : [`share: ${emit(e, share, at)}`]),
  ];
  const dot = access(above.field).startsWith(".") ? "?" : "?.";
  return `${e.use("rolledUp")}(credits, (person) => ${row}${dot}${access(above.field)}, { ${rule.join(", ")} })`;
}

/** In the proportion of what each was credited with of the original to what that was worth. */
function asOriginal(
  e: Emitter,
  { credit: name, original }: Extract<ir.Sharing, { kind: "as" }>,
  at: Place,
): string[] {
  const credit = e.plan.credits.find((other) => other.name === name);
  if (credit === undefined) throw new Error(`Attain lost the credit ${name}.`);
  const key = emit(e, original, at);
  const whole = emit(e, credit.worth, { row: "original" });
  const record = `{ payee, amount: worth.times(amount.over(whole)), isRolledUp: isRolledUp === true }`;
  return [
    `const original = this.${e.names.index(credit.source)}.get(${key}); // ${e.locate(original.origin)}`,
    `const whole = ${whole};`,
    `const parts = whole.isZero() ? [] : this.${e.names.book(name)}.ofRow(${key}).map(({ payee, amount, isRolledUp }) => (${record}));`,
  ];
}

export function keyOfRow(e: Emitter, source: string): string {
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
  if (how.kind === "company") return [`${parts} = [{ payee: "", amount: worth }];`];
  if (how.kind === "as") return asOriginal(e, how, at);
  if (how.kind === "one") {
    const { payee, when } = how.recipient;
    const whole = `[{ payee: ${emit(e, payee, at)}, amount: worth }]`;
    return [
      `${parts} = ${when === undefined ? whole : `${emit(e, when, at)} ? ${whole} : []`}; // ${e.locate(payee.origin)}`,
    ];
  }
  const shares = how.shares.map(({ share, recipient, origin }) => {
    const { when, each } = recipient;
    const inside = besideRow(at, recipient);
    const payee = emit(e, recipient.payee, inside);
    const told = share === "the rest" ? `"rest"` : emit(e, share, inside);
    const tie = how.ties === undefined ? `""` : tieOf(e, recipient.payee, payee, how.ties);
    const entry = `{ payee: ${payee}, share: ${told}, tie: ${tie} }`;
    const list = when === undefined ? `[${entry}]` : `${emit(e, when, inside)} ? [${entry}] : []`;
    const item =
      each === undefined
        ? when === undefined
          ? entry
          : `...(${list})`
        : `...${rowsOf(e, each, key)}.flatMap((${MEMBER}) => ${list})`;
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
  return ifThere(`this.${e.names.index(source)}.find(${payee})`, ties);
}
