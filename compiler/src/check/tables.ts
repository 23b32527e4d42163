/** Tables: what they run along, what their rows hold, and that the rows lie in order without a gap. */
import type { PeriodKind } from "@attain/runtime";
import { listed } from "../base/text.ts";
import type { Member } from "../bind/scope.ts";
import {
  emptyTable,
  repeatedValue,
  unmatchedValues,
  wrongRow,
} from "../diagnostics/catalogue/plans.ts";
import { missingWords, wrongType } from "../diagnostics/catalogue/types.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Give, Row, Table } from "../syntax/ast/table.ts";
import { referencesIn } from "../syntax/walk.ts";
import type { Location, SourceFile } from "../text/source-file.ts";
import { type AxisInfo, axisInfo } from "./axes.ts";
import { type Env, type Notes, newNotes, report } from "./checker.ts";
import { checkEarlier, windowOfAxis } from "./earlier.ts";
import { joined } from "./expressions/conditions.ts";
import { reportBare, reportNobody, value } from "./expressions/demand.ts";
import { reportUnknownMember } from "./expressions/unknown-names.ts";
import { checkMatrix } from "./matrix.ts";
import { checkLeadingRates } from "./paid-axis.ts";
import { positionsIn } from "./periods.ts";
import { checkSteps } from "./steps.ts";
import { RATIO, type Type, UNKNOWN, numberOf, typeName } from "./types.ts";

export type TableKindName = "marginal" | "whole" | "whole above" | "interpolated" | "lookup";

export interface TableInfo {
  readonly name: string;
  readonly role: Table["role"];
  readonly kind: TableKindName;
  readonly declaration: Table;
  readonly axes: readonly AxisInfo[];
  /** The window to date that its first axis runs along, if it does. */
  readonly toDate?: PeriodKind;
  /** What a row pays or gives. */
  readonly value: Type;
  /** Notes on its axes and rows. */
  readonly notes: Notes;
  readonly file: SourceFile;
  readonly at: Location;
}

/** Checks a table as it is read beside a row of data, where there is no payee and no period. */
export function checkPlainTable(
  env: Env,
  symbol: Extract<Member, { kind: "table" }>,
): TableInfo | undefined {
  const { declaration: node, name } = symbol;
  const cells = node.matrix?.rows.flatMap(({ values }) => values) ?? [];
  const names = [...node.rows.flatMap(partsOf), ...cells].flatMap(referencesIn);
  const [first] = names.filter((part) => env.checker.symbols.has(part.name.text));
  if (first === undefined && node.role === "lookup") return checkTable(env, symbol);
  const at = { ...env, file: symbol.at.file };
  const thing = first === undefined ? `\`${name}\`, a table of rates,` : `\`${first.name.text}\``;
  reportNobody(at, first?.span ?? node.name.span, thing);
  return undefined;
}

function partsOf(row: Row): Expression[] {
  const given = valueOf(row)?.value;
  const bounds =
    row.kind === "From"
      ? [row.from, row.to]
      : row.kind === "At"
        ? [row.at]
        : row.kind === "Below"
          ? [row.limit]
          : [];
  return [...bounds, given].filter((part) => part !== undefined);
}

/** Checks a table as it is read from `env`. */
export function checkTable(env: Env, symbol: Extract<Member, { kind: "table" }>): TableInfo {
  const { declaration: node, at, name } = symbol;
  const notes = newNotes();
  const inside: Env = { ...env, notes, file: at.file };
  const kind = kindOf(inside, node);
  const axes = node.axes.map((axis) => axisInfo(inside, node, axis));
  const rowValue =
    node.axes.length > 1 ? checkMatrix(inside, node, axes) : checkRows(inside, node, kind, axes[0]);
  checkPaid(inside, node, rowValue);
  if (axes[0]?.by === "paid") checkLeadingRates(inside, node, rowValue);
  checkLine(inside, node, kind, axes[0]);
  const [first] = node.axes;
  const toDate = first === undefined ? undefined : windowOfAxis(inside, first.value);
  checkEarlier(inside, node, toDate);
  return {
    name,
    role: node.role,
    kind,
    declaration: node,
    axes,
    value: rowValue,
    ...(toDate === undefined ? {} : { toDate }),
    notes,
    file: at.file,
    at,
  };
}

function kindOf(env: Env, node: Table): TableKindName {
  if (node.role === "lookup") {
    const { application } = node;
    if (application !== undefined && application.kind !== "interpolated") {
      report(
        env,
        wrongType,
        application.span,
        { expected: "`interpolated` or nothing", found: `\`${application.kind}\`` },
        {
          help: "A lookup gives a value; `marginal` and `whole` say how `rates` are paid.",
        },
      );
    }
    return application?.kind === "interpolated" ? "interpolated" : "lookup";
  }
  if (node.application === undefined) {
    report(
      env,
      missingWords,
      node.name.span,
      { question: `How do the rates of \`${node.name.text}\` pay?` },
      {
        help: "Write `marginal` (each slice at its own rate), `whole` (the rate that is reached pays everything), `whole above 100%` (it pays everything above 100%) or `interpolated` (the rate lies on straight lines).",
      },
    );
  }
  return node.application?.kind ?? "marginal";
}

/** Slices and straight lines need numbers to run along. */
function checkLine(env: Env, node: Table, kind: TableKindName, axis: AxisInfo | undefined): void {
  const isLine = kind === "marginal" || kind === "whole above" || kind === "interpolated";
  const type = axis?.type;
  if (!isLine || type === undefined || type.kind === "number" || type.kind === "unknown") return;
  const facts = { expected: "A number", found: typeName(type) };
  const help =
    node.role === "rates"
      ? "Values of a list make no slices: write `whole`."
      : "Values of a list lie on no line: leave `interpolated` out.";
  report(env, wrongType, node.axes[0]?.span ?? node.name.span, facts, { help });
}

function checkRows(env: Env, node: Table, kind: TableKindName, axis: AxisInfo | undefined): Type {
  if (axis === undefined || axis.type.kind === "unknown") return valuesOf(env, node.rows);
  if (node.matrix !== undefined) {
    report(env, wrongRow, node.matrix.span, {
      row: "A line with `|`",
      table: `\`${node.name.text}\`, which has one axis`,
    });
  }
  if (node.rows.length === 0) {
    if (node.name.text !== "")
      report(
        env,
        emptyTable,
        node.name.span,
        { name: node.name.text },
        { help: helpForRows(kind, axis.type) },
      );
    return UNKNOWN;
  }
  if (axis.type.kind === "number") checkSteps(env, node, kind, axis, axis.type);
  else checkCases(env, node, membersOf(axis.type), axis.type);
  return valuesOf(env, node.rows);
}

function helpForRows(kind: TableKindName, axis: Type): string {
  if (axis.kind !== "number")
    return "Add rows such as `for A, B gives 5%` and `for anything else gives 2%`.";
  return kind === "interpolated"
    ? "Add rows such as `at 90% gives 0%` and `at 100% gives 100%`."
    : "Add rows such as `from 0% pay 4%`.";
}

/** The names that a row `for …` may use. */
export function membersOf(axis: Type): readonly string[] | undefined {
  if (axis.kind === "enum") return axis.members;
  return axis.kind === "period" ? positionsIn(axis.period) : undefined;
}

/** Rows `for A, B`: each value once, and all of them. */
function checkCases(
  env: Env,
  node: Table,
  members: readonly string[] | undefined,
  axis: Type,
): void {
  const seen = new Set<string>();
  let rest = false;
  let isWrong = false;
  for (const row of node.rows) {
    if (row.kind !== "For") {
      isWrong = true;
      report(
        env,
        wrongRow,
        row.span,
        {
          row: `\`${row.kind.toLowerCase()} …\``,
          table: `\`${node.name.text}\`, which runs by ${typeName(axis)}`,
        },
        { help: "Write `for A, B gives …`." },
      );
      continue;
    }
    if (row.members === "anything else") {
      if (rest)
        report(
          env,
          repeatedValue,
          row.span,
          { value: "anything else" },
          { help: "Keep one of them." },
        );
      rest = true;
    } else checkMembers(env, row.members, members, axis, seen);
  }
  const unmatched = (members ?? []).filter((name) => !seen.has(name));
  if (rest || isWrong || (members !== undefined && unmatched.length === 0)) return;
  const values =
    members === undefined
      ? "every row"
      : listed(
          unmatched.map((name) => `\`${name}\``),
          "and",
        );
  report(
    env,
    unmatchedValues,
    node.name.span,
    { name: node.name.text, values },
    { help: "Add a row for them, or `for anything else …`." },
  );
}

function checkMembers(
  env: Env,
  names: readonly Name[],
  members: readonly string[] | undefined,
  axis: Type,
  seen: Set<string>,
): void {
  for (const name of names) {
    if (seen.has(name.text))
      report(env, repeatedValue, name.span, { value: name.text }, { help: "Keep one of them." });
    seen.add(name.text);
    if (members === undefined || members.includes(name.text) || name.text === "") continue;
    const type = axis.kind === "enum" ? axis : { kind: "enum" as const, members };
    reportUnknownMember(env, name.text, name.span, type);
  }
}

/** The one type of what all rows hold; a line that is drawn on may fall below zero. */
function valuesOf(env: Env, rows: readonly Row[]): Type {
  const isDrawnOn = rows.some((row) => row.kind === "From" && row.value === "continues");
  const type = typeOfRows(env, rows);
  return isDrawnOn && type.kind === "number" ? { ...type, sign: "any" } : type;
}

function typeOfRows(env: Env, rows: readonly Row[]): Type {
  return rows.reduce<Type>((type, row) => {
    const give = valueOf(row);
    if (give === undefined) return type;
    const next = value(env, give.value, type.kind === "unknown" ? undefined : type);
    return type.kind === "unknown" ? next : joined(env, give.value, type, next);
  }, UNKNOWN);
}

function valueOf(row: Row): Give | undefined {
  return row.kind === "From" && row.value === "continues" ? undefined : (row.value as Give);
}

/** Rates are parts of a base, or so much for each of it. */
function checkPaid(env: Env, node: Table, paid: Type): void {
  for (const row of node.rows) {
    const give = valueOf(row);
    const expected = node.role === "rates" ? "pay" : "gives";
    if (give === undefined || give.verb === expected || give.value.kind === "Missing") continue;
    const verbSpan = { start: give.span.start, end: give.span.start + give.verb.length };
    report(
      env,
      missingWords,
      verbSpan,
      {
        question: `A row of ${node.role === "rates" ? "rates says `pay`" : "a lookup says `gives`"}.`,
      },
      {
        fixes: [
          {
            title: `Write \`${expected}\``,
            edits: [{ span: verbSpan, text: expected }],
            safety: "safe",
          },
        ],
      },
    );
  }
  if (node.role !== "rates" || paid.kind === "unknown") return;
  if (paid.kind === "number" && (paid.unit.kind === "ratio" || paid.unit.kind === "rate")) return;
  const bare = node.rows
    .map(valueOf)
    .find((give) => give?.value.kind === "NumberLiteral" && give.value.unit === undefined);
  if (bare?.value.kind === "NumberLiteral") {
    reportBare(env, bare.value, numberOf(RATIO));
    return;
  }
  const span =
    node.rows.map(valueOf).find((give) => give !== undefined)?.value.span ?? node.name.span;
  report(
    env,
    wrongType,
    span,
    { expected: "A percentage, or money for each unit,", found: typeName(paid) },
    {
      help: "A table of amounts is a `lookup`, and its rows say `gives`.",
    },
  );
}
