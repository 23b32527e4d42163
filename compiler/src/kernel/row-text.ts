/** A flow as the text of a JavaScript loop over rows. */
import { known } from "../base/assert.ts";
import { all, conjuncts, disjuncts } from "../integer/conjuncts.ts";
import * as form from "../integer/form.ts";
import type { Bool, Int } from "../integer/form.ts";
import { JavaScriptPrinter, type Printed } from "../integer/javascript.ts";
import type { CreditShare, Flow, Tally } from "../relational/half.ts";
import { type Membership, membershipOf, printMembership } from "./membership.ts";
import type { Accumulators, Slot } from "./accumulators.ts";
import type { RowColumns } from "./row-columns.ts";

/** What the text knows beside the columns, by name. */
export interface Frame {
  /** For each day from `firstDay` on, where the records of its stretch start, seen from those of the person. */
  readonly stretchOf: string;
  readonly firstDay: number;
  readonly days: number;
  /** For each text of the dictionary, where the records of that person start; −1 if it is nobody's key. */
  readonly peopleOf: string;
}

/** The body of a function of `lib`, `sums`, `doubt` and whatever `columns` gives: a function that goes through some rows. */
export function rowText(flow: Flow, columns: RowColumns, sums: Accumulators, frame: Frame): string {
  const writer = new RowWriter(flow, columns);
  writer.skipUnless(flow);
  writer.findStretch(flow.day, frame);
  for (const share of flow.shares) writer.add(share, sums, frame);
  return [
    '"use strict";',
    "const { records, spill } = sums;",
    ...sums.slots.flatMap(({ place }, i) =>
      place === undefined ? [`const big${i} = sums.bigOf(${i});`] : [],
    ),
    "return (from, after) => {",
    "  for (let i = from; i < after; i += 1) {",
    ...writer.lines.map((line) => `    ${line}`),
    "  }",
    "};",
  ].join("\n");
}

class RowWriter {
  readonly lines: string[] = [];
  readonly #printer: JavaScriptPrinter;
  readonly #columns: RowColumns;
  #told = 0;

  constructor(flow: Flow, columns: RowColumns) {
    this.#printer = new JavaScriptPrinter(rootsOf(flow), columns);
    this.#columns = columns;
    columns.declare = (statement) => this.#printer.statements.push(statement);
  }

  /** Skips rows that aren't credited, and those that are in doubt. */
  skipUnless({ keep, doubtful }: Flow): void {
    const kept = conjuncts(keep);
    const doubts = disjuncts(doubtful).map((doubt) => withoutPrefix(doubt, kept));
    for (const { after, condition } of doubts) if (!after) this.#doubt(condition);
    this.#keep(kept);
    for (const { after, condition } of doubts) if (after) this.#doubt(condition);
  }

  /** Of what is asked of texts only, both answers are worked out: that costs less than a branch that can't be foreseen. */
  #keep(conditions: readonly Bool[]): void {
    let quick: string[] = [];
    const skip = (): void => {
      if (quick.length > 0) this.lines.push(`if (!(${quick.join(" & ")})) continue;`);
      quick = [];
    };
    for (const condition of conditions) {
      const membership = membershipOf(condition);
      if (membership === undefined) {
        skip();
        this.#skip(form.not(condition), "");
      } else quick.push(this.#member(membership));
    }
    skip();
  }

  #member({ of, members, negated }: Membership): string {
    const columns = this.#columns;
    const text = this.#print(() => this.#printer.text(of));
    const codes = members.map((member) => columns.code(member));
    const isMember = printMembership(text, codes, (table) => columns.given(table));
    return negated ? `!${isMember}` : isMember;
  }

  #doubt(condition: Bool): void {
    this.#skip(condition, "doubt(i); ");
  }

  #skip(condition: Bool, first: string): void {
    const text = this.#print(() => this.#printer.bool(condition));
    this.lines.push(`if (${text}) { ${first}continue; }`);
  }

  /** The stretch that the day lies in. Rows of other days count nowhere. */
  findStretch(day: Int, { stretchOf, firstDay, days }: Frame): void {
    const { text } = this.#print(() => this.#printer.int(day));
    this.lines.push(`const day = ${text} - ${firstDay};`);
    const isInside = day.range.lo >= firstDay && day.range.hi < firstDay + days;
    if (!isInside) this.lines.push(`if (day < 0 || day >= ${days}) continue;`);
    this.lines.push(`const stretch = ${stretchOf}[day];`);
  }

  add(share: CreditShare, sums: Accumulators, { peopleOf }: Frame): void {
    const when = this.#print(() => this.#printer.bool(share.when));
    const { payee } = share;
    const code = payee === undefined ? undefined : this.#print(() => this.#printer.text(payee));
    const person = code === undefined ? "0" : `${peopleOf}[${code}]`;
    const entries = this.#print(() =>
      share.entries.map(({ where, value }) => ({
        filter: this.#printer.bool(where),
        value: this.#printer.int(value),
      })),
    );
    this.lines.push(`${when === "true" ? "" : `if (${when}) `}{`, `  const person = ${person};`);
    this.lines.push(code === undefined ? "  {" : "  if (person >= 0) {");
    this.lines.push("    const at = person + stretch;");
    for (const [i, { filter, value }] of entries.entries()) {
      const text = addition(i, sums, value);
      this.lines.push(filter === "true" ? `    ${text}` : `    if (${filter}) { ${text} }`);
    }
    this.lines.push("  }", "}");
  }

  /** What is printed, after the locals that it needs. */
  #print<Result>(print: () => Result): Result {
    const result = print();
    const { statements } = this.#printer;
    this.lines.push(...statements.slice(this.#told));
    this.#told = statements.length;
    return result;
  }
}

function addition(i: number, { slots, stride }: Accumulators, value: Printed): string {
  const slot = known(slots[i], "a tally");
  if (slot.place === undefined) return bigAddition(i, slot.tally.op, stride, value);
  const place = slot.place === 0 ? "at" : `at + ${slot.place}`;
  return doubleAddition(slot, place, value.isBig ? `Number(${value.text})` : value.text);
}

function doubleAddition({ tally, limit }: Slot, place: string, value: string): string {
  switch (tally.op) {
    case "largest":
      return `if (${value} > records[${place}]) records[${place}] = ${value};`;
    case "smallest":
      return `if (${value} < records[${place}]) records[${place}] = ${value};`;
    default:
      break;
  }
  if (limit === undefined) return `records[${place}] += ${value};`;
  const isFull = `sum > ${limit} || sum < -${limit}`;
  return `{ const sum = records[${place}] + ${value}; records[${place}] = sum; if (${isFull}) spill(${place}); }`;
}

/** Of what is kept in big integers there is nothing until the first is told. */
function bigAddition(i: number, op: Tally["op"], stride: number, value: Printed): string {
  const { text, isBig } = value;
  const setup = `const group = at / ${stride}, told = ${isBig ? text : `BigInt(${text})`}, before = big${i}[group];`;
  const set = `big${i}[group] =`;
  switch (op) {
    case "largest":
      return `{ ${setup} if (before === undefined || told > before) ${set} told; }`;
    case "smallest":
      return `{ ${setup} if (before === undefined || told < before) ${set} told; }`;
    default:
      return `{ ${setup} ${set} before === undefined ? told : before + told; }`;
  }
}

/** Without the conditions that all rows that are kept hold; `after`: it is asked only of those. */
function withoutPrefix(
  doubt: Bool,
  kept: readonly Bool[],
): { readonly after: boolean; readonly condition: Bool } {
  const parts = conjuncts(doubt);
  const after = kept.every((condition, i) => parts[i] === condition);
  return after ? { after, condition: all(parts.slice(kept.length)) } : { after, condition: doubt };
}

function rootsOf({ keep, doubtful, day, shares }: Flow): (Bool | Int | form.Text)[] {
  return [
    keep,
    doubtful,
    day,
    ...shares.flatMap(({ when, payee, entries }) => [
      when,
      ...(payee === undefined ? [] : [payee]),
      ...entries.flatMap(({ where, value }) => [where, value]),
    ]),
  ];
}
