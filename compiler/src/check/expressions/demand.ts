/** What a place asks of the expression that stands in it: a value that is there, of a type that fits. */
import {
  bareNumber,
  mayBeMissing,
  mayBeZero,
  notACondition,
  notANumber,
  timelineUnread,
  wrongType,
} from "../../diagnostics/catalogue/types.ts";
import { Quantity } from "@attain/runtime";
import { listed } from "../../base/text.ts";
import { outOfPlace } from "../../diagnostics/catalogue/names.ts";
import type { Fix, Note } from "../../diagnostics/diagnostic.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import { type Span, textAt } from "../../text/source-file.ts";
import { type Env, at, report } from "../checker.ts";
import { percentSum } from "../literals.ts";
import {
  type Because,
  type NumberType,
  type Type,
  UNKNOWN,
  fits,
  typeName,
  unitName,
} from "../types.ts";
import { reportUnknownMember } from "./unknown-names.ts";

type Literal<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

/** The type of an expression whose value is there and is the same on every day at hand. */
export function value(env: Env, node: Expression, expected?: Type): Type {
  const type = env.checker.typeOf(env, node, expected);
  if (type.kind === "optional") {
    reportMissing(env, node, type.because);
    return type.of.kind === "timeline" ? UNKNOWN : type.of;
  }
  if (type.kind === "timeline") {
    report(
      env,
      timelineUnread,
      node.span,
      { what: `\`${textOf(env, node)}\`` },
      { help: helpToRead(env, node) },
    );
    return type.of;
  }
  return type;
}

function helpToRead(env: Env, node: Expression): string {
  const { averagedBy: words } = env;
  if (words === undefined) return "Write `at start`, `at end`, `at` a date, or `weighted by days`.";
  return `An average is taken of one value: write \`(${textOf(env, node)} ${words})\`. What is made of two averages isn't the average of what is made of them day by day; where both change within a period, pay by segments of one of them.`;
}

/** A number that is there; undefined (and reported, unless something below it was) for anything else. */
export function numberValue(env: Env, node: Expression, expected?: Type): NumberType | undefined {
  const type = value(env, node, expected);
  if (type.kind === "number") return type;
  if (type.kind !== "unknown") report(env, notANumber, node.span, { found: typeName(type) });
  return undefined;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  ratio: ">= 100%",
  money: ">= 10,000 USD",
  count: ">= 5",
  date: ">= 2026-07-01",
};

export function condition(env: Env, node: Expression): void {
  const type = value(env, node);
  if (type.kind !== "yes or no" && type.kind !== "unknown") {
    const limit = EXAMPLES[type.kind === "number" ? type.unit.kind : type.kind];
    const help =
      limit === undefined ? {} : { help: `Compare it: \`${textOf(env, node)} ${limit}\`.` };
    report(env, notACondition, node.span, { found: typeName(type) }, help);
  }
}

/** A value of the type that the place asks for. */
export function demand(env: Env, node: Expression, expected: Type): Type {
  const type = value(env, node, expected);
  if (!fits(type, expected)) reportWrongType(env, node, type, expected);
  return type;
}

export function reportWrongType(env: Env, node: Expression, type: Type, expected: Type): void {
  if (expected.kind === "enum" && node.kind === "TextLiteral") {
    reportUnknownMember(env, node.value, node.span, expected);
    return;
  }
  const isBare =
    type.kind === "number" && (type.unit.kind === "count" || type.unit.kind === "number");
  if (isBare && expected.kind === "number" && node.kind === "NumberLiteral") {
    reportBare(env, node, expected);
    return;
  }
  if (type.kind === "points" && expected.kind === "number" && expected.unit.kind === "ratio") {
    const help = `Points are only the difference of two percentages. Write \`${textOf(env, node).replace(/pp$/, "%")}\`.`;
    const facts = { expected: "A percentage", found: typeName(type) };
    report(env, wrongType, node.span, facts, node.kind === "PointsLiteral" ? { help } : {});
    return;
  }
  report(env, wrongType, node.span, { expected: typeName(expected), found: typeName(type) });
}

/** A bare 1.5 may mean 150 % or 1.5 %; of any other unit, only one thing. */
export function reportBare(env: Env, node: Literal<"NumberLiteral">, expected: NumberType): void {
  const number = textOf(env, node);
  const meant =
    expected.unit.kind === "ratio"
      ? inLikelyOrder(node.value, [percentSum([node.value]), `${number}%`])
      : [`${number} ${unitName(expected.unit)}`];
  const help = `Write ${listed(
    meant.map((text) => `\`${text}\``),
    "or",
  )}.`;
  const fixes = meant.map((text) => ({
    title: `Write \`${text}\``,
    edits: [{ span: node.span, text }],
    safety: "changes payout" as const,
  }));
  const facts = { number, expected: typeName(withoutWindow(expected)) };
  report(env, bareNumber, node.span, facts, { help, fixes });
}

/** `weight 60` means 60 %; `times 1.1` means 110 %. */
function inLikelyOrder(digits: string, [times = "", percent = ""]: readonly string[]): string[] {
  const isLarge = Quantity.of(digits, "number").isAbove(Quantity.of("2", "number"));
  return isLarge ? [percent, times] : [times, percent];
}

function withoutWindow(type: NumberType): NumberType {
  const { window, ...rest } = type;
  void window;
  return rest;
}

function divisorOf(node: Expression): Expression {
  return node.kind === "Binary" && node.operator === "/" ? node.right : node;
}

/** Says that something needs a payee and a period, where there is none. */
export function reportNobody(env: Env, span: Span, thing: string, follow?: string): void {
  const isRow = env.row !== undefined;
  const why = isRow ? "here there is only a row of data" : "a parameter is the same for everybody";
  const help = isRow ? follow : "Make it a `measure`.";
  const facts = { thing, place: `to a payee and a period; ${why}` };
  report(env, outOfPlace, span, facts, help === undefined ? {} : { help });
}

function reportMissing(env: Env, node: Expression, because: Because): void {
  switch (because.kind) {
    case "zero divisor": {
      const divisor = divisorOf(node);
      const nothing = because.unit ?? "0%";
      const help = `Say what holds then: \`otherwise ${nothing}\`; or let the divisor be certain to be above zero: \`above 0\` in its source.`;
      const text = `\`${textOf(env, divisor)}\``;
      // Of a formula that stands elsewhere only its name is written here.
      const isWritten = divisor === node || divisor.span.start !== node.span.start;
      const isOwn = isWritten && !env.notes.expansions.has(node);
      const facts = { divisor: isOwn ? text : `What ${text} is divided by` };
      report(env, mayBeZero, divisor.span, facts, {
        help,
        fixes: [withNothing(env, node, nothing)],
      });
      return;
    }
    case "no rows":
      report(
        env,
        mayBeMissing,
        node.span,
        { what: `Without any deals, the ${because.how}` },
        { help: "Say what holds then: `otherwise …`." },
      );
      return;
    case "field": {
      const related: Note[] = [{ at: because.at, message: `\`${because.name}\` is optional here` }];
      const help =
        "Say what holds then (`otherwise …`), ask first (`when … is present`), or promise it in the source (`present when …`).";
      report(env, mayBeMissing, node.span, { what: `\`${textOf(env, node)}\`` }, { help, related });
    }
  }
}

/** `otherwise` takes all that stands before it, so only a formula that a measure consists of needs no brackets. */
function withNothing({ file: { text } }: Env, { span }: Expression, nothing: string): Fix {
  const isWhole =
    /\bmeans[ \t]+$/.test(text.slice(text.lastIndexOf("\n", span.start) + 1, span.start)) &&
    /^[ \t]*(?:\r?\n[ \t]*(?:\r?\n|(?:measure|rates|lookup|component)\b)|$)/.test(
      text.slice(span.end),
    );
  const last = { start: span.end, end: span.end };
  const words = ` otherwise ${nothing}`;
  return {
    title: `Write \`otherwise ${nothing}\``,
    edits: isWhole
      ? [{ span: last, text: words }]
      : [
          { span: { start: span.start, end: span.start }, text: "(" },
          { span: last, text: `${words})` },
        ],
    safety: "changes payout",
  };
}

export function textOf(env: Env, node: Expression): string {
  return textAt(at(env, node.span));
}
