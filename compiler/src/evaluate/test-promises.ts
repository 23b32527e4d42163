/** What a test is held to before it is run: people it names, keys, and the promises of its sources. */
import type { DataRow, Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Test } from "../ir/test.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { NOWHERE, type Unclear } from "./test-runner.ts";

/** People whom a test expects something of, and who are nowhere in what it gives. */
export function strangers(
  { data, plan }: Evaluator,
  test: Omit<Test, "title">,
): Unclear | undefined {
  const cells = [...data.values()].flatMap(({ rows }) =>
    rows.flatMap((row) => Object.values(row.cells)),
  );
  const inData = new Set(cells.filter((cell) => typeof cell === "string"));
  const given = new Set(test.givens.flatMap(({ payee }) => payee ?? []));
  const expected = new Set(test.expects.flatMap(({ payee }) => payee ?? []));
  const isKnown = (name: string): boolean => name === test.payee || inData.has(name);
  const odd = test.expects.find(
    ({ payee }) => payee !== undefined && !isKnown(payee) && !given.has(payee),
  );
  if (odd?.payee !== undefined) return nobody(odd.payee, plan, odd.origin);
  const idle = test.givens.find(
    ({ payee }) => payee !== undefined && !isKnown(payee) && !expected.has(payee),
  );
  return idle?.payee === undefined ? undefined : nobody(idle.payee, plan, idle.origin);
}

function nobody(name: string, { people }: ir.Plan, origin: ir.Origin): Unclear {
  return {
    kind: "unclear",
    question: `Nobody called ${name} is in this test.`,
    help: `Name somebody whom its rows credit, or give a row of ${people}.`,
    origin,
  };
}

/** The rows of a test are held to the promises of their sources, as those of a file are. */
export function brokenPromise(evaluator: Evaluator, test: Test): Unclear | undefined {
  for (const { source: name, columns, rows } of test.rows) {
    const source = evaluator.source(name);
    for (const row of evaluator.data.get(name)?.rows ?? []) {
      const scope = { row: { source: name, data: row } };
      const missing = source.fields.find(
        (field) =>
          field.presentWhen !== undefined &&
          columns.includes(field.name) &&
          row.cells[field.name] === undefined &&
          holds(evaluator, field.presentWhen, scope) === true,
      );
      const check = source.checks.find(
        ({ condition }) => holds(evaluator, condition, scope) === false,
      );
      if (missing === undefined && check === undefined) continue;
      const place = rows[row.row - 1]?.origin ?? test.origin;
      const question =
        missing === undefined
          ? `Row ${row.row} of ${name} breaks a check of its source${check?.message === undefined ? "" : `: ${check.message.replace(/\.$/, "")}`}.`
          : `Row ${row.row} of ${name} has no \`${missing.name}\`, which its source promises for such a row.`;
      return { kind: "unclear", question, help: "Mend the row.", origin: place };
    }
  }
  return undefined;
}

/** Whether a condition holds; undefined where the test doesn't give what it reads. */
function holds(evaluator: Evaluator, condition: ir.Condition, scope: Scope): boolean | undefined {
  try {
    return evaluator.condition(condition, scope);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Two rows of one key, where a key tells rows apart. */
export function repeatedKey(data: Dataset, program: ir.Program): Unclear | undefined {
  for (const { source: name, rows } of data.values()) {
    const source = program.sources.find((candidate) => candidate.name === name);
    const seen = new Map<string, DataRow>();
    for (const row of rows) {
      const first = seen.get(row.key);
      if (first !== undefined && source?.validity === undefined) {
        return {
          kind: "unclear",
          question: `Rows ${first.row} and ${row.row} of ${name} have one key, ${row.key}.`,
          help: "A key tells rows apart.",
          origin: source?.origin ?? NOWHERE,
        };
      }
      seen.set(row.key, row);
    }
  }
  return undefined;
}
