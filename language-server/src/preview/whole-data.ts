/** What the plan files of a project ask of its data together, so that it is read once for all of them. */
import type * as ir from "@attain/compiler/ir/ir";
import { neededSources } from "@attain/compiler/ir/reads";
import { type Payable, readIn } from "./last-good.ts";

/** Plan files that mean the same by the same names. */
export interface Together {
  readonly payables: readonly Payable[];
  /** With the sources that any of their plans needs. */
  readonly program: ir.Program;
}

/** Mostly one; files that declare different sources under one name are held to the data one after the other. */
export function together(payables: readonly Payable[]): Together[] {
  const groups: Together[] = [];
  for (const payable of payables) {
    const { program } = payable;
    const own = { ...program, sources: neededSources(program.plans, program) };
    if (own.sources.length === 0) continue;
    const group = groups.find((one) => agree(one.program, own));
    if (group === undefined) groups.push({ payables: [payable], program: own });
    else
      groups[groups.indexOf(group)] = {
        payables: [...group.payables, payable],
        program: joined(group.program, own),
      };
  }
  return groups;
}

/** The text of the plan at a place. */
export function quoteIn({ payables }: Together): (origin: ir.Origin) => string {
  return (origin) => {
    const payable = payables.find(({ checked }) => checked.modules.has(origin.path));
    return payable === undefined ? "" : readIn(payable)(origin);
  };
}

function agree(a: ir.Program, b: ir.Program): boolean {
  return (
    alike(a.sources, b.sources) &&
    alike(a.parameters, b.parameters) &&
    Object.entries(b.units).every(([unit, digits]) => (a.units[unit] ?? digits) === digits)
  );
}

interface Named {
  readonly name: string;
}

/** Whether what has the same name is the same, place and all. */
function alike(some: readonly Named[], others: readonly Named[]): boolean {
  return others.every((other) => {
    const own = some.find(({ name }) => name === other.name);
    return own === undefined || JSON.stringify(own) === JSON.stringify(other);
  });
}

function joined(a: ir.Program, b: ir.Program): ir.Program {
  return {
    ...a,
    units: { ...a.units, ...b.units },
    sources: withOthers(a.sources, b.sources),
    parameters: withOthers(a.parameters, b.parameters),
    plans: [...a.plans, ...b.plans],
  };
}

function withOthers<One extends Named>(some: readonly One[], others: readonly One[]): One[] {
  const names = new Set(some.map(({ name }) => name));
  return [...some, ...others.filter(({ name }) => !names.has(name))];
}
