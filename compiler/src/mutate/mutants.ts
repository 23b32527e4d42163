/** All changes of plans that their tests should notice, in the order of the files. */
import type * as ir from "../ir/ir.ts";
import { equalsOf, unreadMeasures } from "./equal.ts";
import type { Edit, Mutant, MutantKind } from "./mutant.ts";
import { type Proposal, proposalsFor, type Quote } from "./propose.ts";

type Found = Omit<Mutant, "edits" | "equal"> & { equal: string | undefined; edits: Edit[] };

/** What plans share is changed in all of them at once. */
export function mutantsOf(programs: readonly ir.Program[], quote: Quote): Mutant[] {
  const found = new Map<string, Found>();
  for (const { plans, sources } of programs) {
    for (const plan of plans.flatMap((one) => [one, ...one.others])) {
      const equals = equalsOf(plan, sources);
      for (const { parts, unread } of planParts(plan)) {
        visit(parts, "amount", quote, (part, { instead, subject, ...said }) => {
          const equal = unread ?? (EQUAL.has(said.kind) ? equals.get(subject) : undefined);
          const key = JSON.stringify(said);
          const same = found.get(key);
          if (same === undefined) found.set(key, { ...said, equal, edits: [{ part, instead }] });
          else {
            // What is equal in one place only can be noticed in the other.
            same.equal &&= equal;
            same.edits.push({ part, instead });
          }
        });
      }
    }
  }
  return [...found.values()]
    .map(({ equal, ...mutant }) => (equal === undefined ? mutant : { ...mutant, equal }))
    .sort(inOrder);
}

/** The kinds of changes that may be equal: a row that is left out is another change than one that starts beside its boundary. */
const EQUAL: ReadonlySet<MutantKind> = new Set(["boundary", "rounding", "date"]);

interface Parts {
  readonly parts: object;
  /** Why nothing that is paid reads them. */
  readonly unread?: string;
}

/** Whom a plan is for is left out: a test is about somebody whom it is for. */
function planParts(plan: ir.Plan): Parts[] {
  const { eligible: _, others: __, measures, ...rest } = plan;
  const unread = unreadMeasures(plan);
  const read = measures.filter((measure) => !unread.has(measure));
  return [
    { parts: { ...rest, measures: read } },
    ...[...unread].map(([measure, why]) => ({ parts: measure, unread: why })),
  ];
}

function inOrder(a: Mutant, b: Mutant): number {
  const [left, right] = [a, b].map(({ origin, kind, was, becomes = "" }) =>
    [origin.path, pad(origin.start), pad(origin.end), kind, was, becomes].join("\n"),
  );
  return (left ?? "") < (right ?? "") ? -1 : 1;
}

function pad(place: number): string {
  return String(place).padStart(9, "0");
}

/** What the numbers are that stand under a name. */
const ROLES: Readonly<Record<string, MutantKind>> = {
  tables: "rate",
  from: "boundary",
  at: "boundary",
  wholeAbove: "boundary",
  left: "boundary",
  right: "boundary",
  limit: "limit",
  share: "share",
};

/** Sides of a comparison are boundaries, those of a sum aren't. */
function roleOf(owner: object, name: string, role: MutantKind): MutantKind {
  const isSide = name === "left" || name === "right";
  if (isSide && !("op" in owner && (owner.op === "compare" || owner.op === "compare dates")))
    return role;
  return ROLES[name] ?? role;
}

function visit(
  part: unknown,
  role: MutantKind,
  quote: Quote,
  propose: (part: object, proposal: Proposal) => void,
): void {
  if (typeof part !== "object" || part === null) return;
  if (!Array.isArray(part)) {
    for (const proposal of proposalsFor(part, role, quote)) propose(part, proposal);
  }
  for (const [name, value] of Object.entries(part))
    visit(value, Array.isArray(part) ? role : roleOf(part, name, role), quote, propose);
}
