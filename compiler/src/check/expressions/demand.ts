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
import type { Note } from "../../diagnostics/diagnostic.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import { textAt } from "../../text/source-file.ts";
import { type Env, at, report } from "../checker.ts";
import { percentSum } from "../literals.ts";
import { type Because, type NumberType, type Type, UNKNOWN, fits, typeName } from "../types.ts";
import { reportUnknownMember } from "./names.ts";

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
      {
        help: "Write `at start`, `at end`, `at` a date, or `weighted by days`.",
      },
    );
    return type.of;
  }
  return type;
}

/** A number that is there; undefined (and reported, unless something below it was) for anything else. */
export function numberValue(env: Env, node: Expression, expected?: Type): NumberType | undefined {
  const type = value(env, node, expected);
  if (type.kind === "number") return type;
  if (type.kind !== "unknown") report(env, notANumber, node.span, { found: typeName(type) });
  return undefined;
}

export function condition(env: Env, node: Expression): void {
  const type = value(env, node);
  if (type.kind !== "yes or no" && type.kind !== "unknown") {
    report(env, notACondition, node.span, { found: typeName(type) });
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
  const bare =
    type.kind === "number" && (type.unit.kind === "count" || type.unit.kind === "number");
  if (bare && expected.kind === "number" && node.kind === "NumberLiteral") {
    report(
      env,
      bareNumber,
      node.span,
      { expected: typeName(expected) },
      { help: helpForBare(node.value, expected) },
    );
    return;
  }
  report(env, wrongType, node.span, { expected: typeName(expected), found: typeName(type) });
}

/** A bare 1.5 may mean 150 % or 1.5 %. */
export function helpForBare(digits: string, expected: NumberType): string {
  const window = expected.window === undefined ? expected : withoutWindow(expected);
  return expected.unit.kind === "ratio"
    ? `Write \`${percentSum([digits])}\` for so many times the base, \`${digits}%\` for so many hundredths of it.`
    : `Write the unit: \`${digits} ${typeName(window)}\`.`;
}

function withoutWindow(type: NumberType): NumberType {
  const { window, ...rest } = type;
  void window;
  return rest;
}

function reportMissing(env: Env, node: Expression, because: Because): void {
  switch (because.kind) {
    case "zero divisor": {
      const divisor = node.kind === "Binary" ? node.right : node;
      const help =
        "Say what holds then: `otherwise 0%`; or let the divisor be certain to be above zero: `above 0` in its source.";
      report(env, mayBeZero, divisor.span, {}, { help });
      return;
    }
    case "no rows":
      report(
        env,
        mayBeMissing,
        node.span,
        { what: "The average of no rows" },
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

export function textOf(env: Env, node: Expression): string {
  return textAt(at(env, node.span));
}
