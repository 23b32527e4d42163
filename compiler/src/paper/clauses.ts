/** The members of a plan as clauses of a letter: their comments as prose, their lines as they bind, their tables as tables. */
import type * as ir from "../ir/ir.ts";
import type { Read } from "../explain/words.ts";

export interface Clause {
  readonly heading: string;
  /** The comment above it. */
  readonly prose: string;
  /** Lines of the plan, without the name. */
  readonly lines: readonly string[];
  /** The rows of a table of rates, in words. */
  readonly rows: readonly ClauseRow[];
}

interface ClauseRow {
  readonly from: string;
  readonly to: string;
  readonly value: string;
}

interface Member {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly origin: ir.Origin;
}

/**
 * In the order of the plan; what it has from another plan comes first. `isMeant` says whether an exception may hold for
 * whoever reads: those of others are nobody else's business.
 */
export function clausesOf(
  plan: ir.Plan,
  read: Read,
  isMeant: (exception: ir.Exception) => boolean = () => true,
): Clause[] {
  const tables = new Map(plan.tables.map((table) => [table.name, table]));
  const { payout } = plan;
  const members: readonly Member[] = [
    ...plan.parameters,
    ...plan.credits,
    ...plan.measures,
    ...plan.tables,
    ...plan.components,
    ...plan.draws,
    ...plan.balances,
    ...exceptionsOf(plan).filter(isMeant).map(memberOf),
    // A plan that says nothing of its payout has it where it is itself.
    ...(payout.origin.start === plan.origin.start
      ? []
      : [{ name: payout.label ?? "Payout", origin: payout.origin }]),
  ];
  return distinct(members)
    .filter(({ origin }) => read(origin) !== "")
    .sort((a, b) => orderOf(plan, a) - orderOf(plan, b) || a.origin.start - b.origin.start)
    .map((member) => clauseOf(member, tables.get(member.name), read))
    .filter(({ prose, lines, rows }) => prose !== "" || lines.length + rows.length > 0);
}

function exceptionsOf({ measures, components }: ir.Plan): ir.Exception[] {
  return [...measures, ...components].flatMap(({ exceptions }) => exceptions);
}

function memberOf({ label, origin }: ir.Exception): Member {
  return { name: label, label: `Exception: ${label}`, origin };
}

/** What is read for several kinds of period is written once. */
function distinct(members: readonly Member[]): Member[] {
  const byPlace = new Map(
    members.map((member) => [
      `${member.origin.path} ${member.origin.start} ${member.name}`,
      member,
    ]),
  );
  return [...byPlace.values()];
}

function orderOf({ origin }: ir.Plan, member: Member): number {
  return member.origin.path === origin.path ? 1 : 0;
}

function clauseOf(member: Member, table: ir.Table | undefined, read: Read): Clause {
  const rows = table === undefined ? [] : rowsOf(table, read);
  const lines = linesOf(blockAt(member.origin, read));
  return {
    heading: member.label ?? inWords(member.name),
    prose: member.doc ?? "",
    lines: rows.length > 0 ? lines.slice(0, 1) : lines,
    rows,
  };
}

/** The lines of a member: its first one, and those that are further in. */
function blockAt({ path, start }: ir.Origin, read: Read): string {
  const text = read({ path, start: 0, end: Number.MAX_SAFE_INTEGER });
  const [head = "", ...rest] = text.slice(text.lastIndexOf("\n", start - 1) + 1).split(/\r?\n/);
  const ends = rest.findIndex((line) => line.trim() !== "" && indentOf(line) <= indentOf(head));
  const block = [head.trim(), ...(ends === -1 ? rest : rest.slice(0, ends))];
  return block.join("\n");
}

/** Lines with what continues them, without comments and without the name that is the heading. */
function linesOf(text: string): string[] {
  const [head = "", ...rest] = text.split("\n").map(withoutComment);
  const least = Math.min(...rest.filter((line) => line.trim() !== "").map(indentOf));
  const lines: string[] = [head.replace(HEAD, "").trim()];
  for (const line of rest) {
    const words = line.trim().replace(/\s+/g, " ");
    if (words === "") continue;
    const continues = indentOf(line) > least || /^(?:where|means)\b/.test(words);
    if (continues) lines.push(`${lines.pop() ?? ""} ${words}`.trim());
    else lines.push(words);
  }
  return lines.filter((line) => line !== "").map((line) => line.replace(/\s+/g, " "));
}

/** The word of a member, its name, which quotas and targets have none of, and its label. */
const HEAD =
  /^(?:exception\s*|(?:quota|target)\s+(?:(?!means\b)[\p{L}_][\p{L}\p{N}_]*\s*)?|payout\b\s*|\w+\s+[\p{L}_][\p{L}\p{N}_]*\s*)(?:"[^"]*"\s*)?/u;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** What follows `//`, unless it stands in a text. */
function withoutComment(line: string): string {
  const found = /^((?:[^"/]|"[^"]*"|\/(?!\/))*)\/\//.exec(line);
  return found === null ? line : (found[1] ?? "");
}

/** The rows of a table that reach from bound to bound. */
function rowsOf({ body }: ir.Table, read: Read): ClauseRow[] {
  if (body.kind !== "steps") return [];
  const { rows, below, to } = body;
  const first = rows[0];
  const start =
    below === undefined ? [] : [{ from: "", to: placeOf(first, read), value: read(below.origin) }];
  return [
    ...start,
    ...rows.map((row, i) => ({
      from: read(row.from.origin),
      to:
        i + 1 < rows.length ? placeOf(rows[i + 1], read) : to === undefined ? "" : read(to.origin),
      value: read(row.value.origin),
    })),
  ];
}

function placeOf(row: { readonly from: ir.NumberExpr } | undefined, read: Read): string {
  return row === undefined ? "" : read(row.from.origin);
}

/** What people call the thing that rates run along. */
export function axisWords(plan: ir.Plan, { name }: { readonly name: string }): string {
  const found = [...plan.measures, ...plan.credits].find((one) => one.name === name);
  return found?.label ?? inWords(name);
}

/** `base_rate` is `Base rate`, `MarginKicker` is `Margin kicker`. */
export function inWords(name: string): string {
  const words = name
    .replace(/_/g, " ")
    .replace(
      /(\p{Ll})(\p{Lu})/gu,
      (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
    );
  return words.charAt(0).toUpperCase() + words.slice(1);
}
