/** What is never reached: rows, gates, exceptions. Proved for everybody whom the plan is for. */
import { closedGate, idleException, unreachableRow } from "../../diagnostics/catalogue/money.ts";
import type { Proof, Verdict } from "../rule.ts";
import type { Study, Subject } from "../study.ts";
import type { RowUse } from "../reader.ts";
import { isSomewhere } from "../traits.ts";

/** Rows of steps that no value of their axis reaches while the gates of the component are open. */
export const unreachableRows: Proof = (study, tell) => {
  const { components, tables } = study.known.plan;
  const runs = components.map((component) => everywhere(study, component));
  const unknown = runs.find((run) => "unknown" in run);
  if (unknown !== undefined && "unknown" in unknown)
    return [
      { rule: unreachableRow.name, subject: "tables", verdict: "unknown", reason: unknown.unknown },
    ];
  const uses = runs.flatMap((run) => ("unknown" in run ? [] : run.uses));
  const isReached = new Set(uses.filter(({ reached }) => reached).map(({ key }) => key));
  const isRead = new Set(uses.map(({ key }) => key));
  return tables.map((table): Verdict => {
    const { body } = table;
    const rows = body.kind === "steps" ? body.rows : [];
    const idle = rows.filter(({ origin }) => {
      const key = keyOf(origin);
      return isRead.has(key) && !isReached.has(key);
    });
    for (const { origin } of idle) {
      const help =
        'Remove the row, or mend where it starts. Where it is kept for later: `allow unreachable-row "reason"`.';
      tell(unreachableRow, origin, { table: table.name }, { help });
    }
    const facts = { rule: unreachableRow.name, subject: table.name };
    return { ...facts, verdict: idle.length > 0 ? "refuted" : "proved" };
  });
};

interface Reached {
  readonly key: string;
  readonly reached: boolean;
}

function everywhere(
  study: Study,
  subject: Subject,
): { readonly uses: readonly Reached[] } | { readonly unknown: string } {
  const cases = study.everyCase(subject);
  if ("unknown" in cases) return cases;
  return {
    uses: cases.flatMap(({ rows }) =>
      rows.map(({ row, isReached }) => ({ key: keyOf(row), reached: isReached })),
    ),
  };
}

function keyOf({ path, start, end }: RowUse["row"]): string {
  return `${path} ${start} ${end}`;
}

export const closedGates: Proof = (study, tell) => {
  const { plan } = study.known;
  const subjects = plan.components.filter(({ gates }) => gates.length > 0);
  return subjects.map((component): Verdict => {
    const facts = { rule: closedGate.name, subject: component.name };
    const cases = study.everyCase(component);
    if ("unknown" in cases) return { ...facts, verdict: "unknown", reason: cases.unknown };
    const isOpen = cases.length === 0 || cases.some(({ column }) => isSomewhere(column.gate));
    const [gate] = component.gates;
    if (isOpen || gate === undefined) return { ...facts, verdict: "proved" };
    const help =
      'Nothing that the plan says of its measures lets it hold. Where it is kept for later: `allow closed-gate "reason"`.';
    tell(closedGate, gate.origin, { name: component.name }, { help });
    return { ...facts, verdict: "refuted" };
  });
};

export const idleExceptions: Proof = (study, tell) => {
  const { plan } = study.known;
  return [...plan.measures, ...plan.components].flatMap(({ exceptions, period }) =>
    exceptions.map(({ label, condition, origin }): Verdict => {
      const facts = { rule: idleException.name, subject: label };
      const cases = study.conditions(condition, period);
      if (cases === undefined) return { ...facts, verdict: "unknown", reason: "its condition" };
      if (cases.length === 0 || cases.some(isSomewhere)) return { ...facts, verdict: "proved" };
      const help =
        "There is nobody whom the plan is for, and no period of it, for which its condition holds.";
      tell(idleException, origin, { label }, { help });
      return { ...facts, verdict: "refuted" };
    }),
  );
};
