/** A plan with all that it has: its own members, and those of the plan that it extends. */
import { nearest } from "../base/text.ts";
import {
  definedByItself,
  missingPart,
  takenName,
  unknownName,
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { PlanDeclaration, PlanMember } from "../syntax/ast/plan.ts";
import type { SourceFile } from "../text/source-file.ts";
import { type Scope, describe } from "./scope.ts";

export interface WholePlan {
  /** The plan with the members of its base, those first. */
  readonly declaration: PlanDeclaration;
  /** The file in which a member is written. */
  readonly fileOf: (member: PlanMember) => SourceFile;
}

type Report = (diagnostic: Diagnostic) => void;

export function wholePlan(
  plan: PlanDeclaration,
  file: SourceFile,
  scope: Pick<Scope, "symbols">,
  report: Report,
): WholePlan {
  const files = new Map<PlanMember, SourceFile>();
  const members = membersOf(plan, file, scope, report, [plan.name.text], files);
  return {
    declaration: { ...plan, members },
    fileOf: (member) => files.get(member) ?? file,
  };
}

/** `path`: the plans that extend one another, up to this one. */
function membersOf(
  plan: PlanDeclaration,
  file: SourceFile,
  scope: Pick<Scope, "symbols">,
  report: Report,
  path: readonly string[],
  files: Map<PlanMember, SourceFile>,
): readonly PlanMember[] {
  for (const member of plan.members) files.set(member, file);
  const { base: name, replaces, without } = plan;
  if (name === undefined || name.text === "") {
    reportWithoutBase([...replaces, ...without], file, report);
    return plan.members;
  }
  const base = baseOf(name, file, scope, report, path);
  if (base === undefined) return plan.members;
  const theirs = membersOf(
    base.plan,
    base.file,
    scope,
    () => undefined,
    [...path, name.text],
    files,
  );
  const known = new Map(theirs.map((member) => [nameOf(member), member]));
  for (const { text, span } of [...replaces, ...without]) {
    if (known.has(text) || text === "") continue;
    const help = `\`${name.text}\` has nothing of this name.`;
    report(
      diagnose(
        unknownName,
        { file, span },
        { name: text },
        suggestion(span, nearest(text, known.keys()), help),
      ),
    );
  }
  checkReplaced(plan, file, known, files, report);
  const left = new Set([...replaces, ...without].map(({ text }) => text));
  return [...theirs.filter((member) => !left.has(nameOf(member))), ...plan.members];
}

function baseOf(
  name: Name,
  file: SourceFile,
  { symbols }: Pick<Scope, "symbols">,
  report: Report,
  path: readonly string[],
): { readonly plan: PlanDeclaration; readonly file: SourceFile } | undefined {
  const at = { file, span: name.span };
  const symbol = symbols.get(name.text);
  if (symbol === undefined) {
    const plans = [...symbols.values()].filter(({ kind }) => kind === "plan");
    const meant = nearest(
      name.text,
      plans.map((known) => known.name),
    );
    const help = "A plan of another file is known where that file is imported.";
    report(diagnose(unknownName, at, { name: name.text }, suggestion(name.span, meant, help)));
    return undefined;
  }
  if (symbol.kind !== "plan") {
    const facts = { name: name.text, kind: describe(symbol), expected: "a plan" };
    const related = [{ at: symbol.at, message: "declared here" }];
    report(diagnose(wrongKind, at, facts, { related }));
    return undefined;
  }
  if (path.includes(name.text)) {
    const loop = [...path, name.text].map((one) => `\`${one}\``).join(" extends ");
    report(diagnose(definedByItself, at, { name: name.text, path: loop }));
    return undefined;
  }
  return { plan: symbol.declaration, file: symbol.at.file };
}

function reportWithoutBase(names: readonly Name[], file: SourceFile, report: Report): void {
  const [first] = names;
  if (first === undefined) return;
  const facts = { declaration: "The plan", part: "which plan it extends" };
  const help = "Name it in the heading: `plan SeniorAE extends AccountExecutive`.";
  report(diagnose(missingPart, { file, span: first.span }, facts, { help }));
}

/** What has the name of a member of the base replaces it, and says so; what is replaced is there. */
function checkReplaced(
  { members, replaces, base }: PlanDeclaration,
  file: SourceFile,
  known: ReadonlyMap<string, PlanMember>,
  files: ReadonlyMap<PlanMember, SourceFile>,
  report: Report,
): void {
  const own = new Set(members.map(nameOf));
  for (const member of members) {
    const other = known.get(nameOf(member));
    if (other === undefined || replaces.some(({ text }) => text === nameOf(member))) continue;
    const span = spanOf(member);
    const related = [
      {
        at: { file: files.get(other) ?? file, span: spanOf(other) },
        message: `in \`${base?.text ?? ""}\``,
      },
    ];
    const help = `If it stands in place of that one, say so below the heading: \`replaces ${nameOf(member)}\`.`;
    report(diagnose(takenName, { file, span }, { name: nameOf(member) }, { related, help }));
  }
  for (const { text, span } of replaces) {
    if (own.has(text) || text === "" || !known.has(text)) continue;
    const facts = { declaration: `\`replaces ${text}\``, part: "what stands in its place" };
    const help = `Define \`${text}\` in this plan, or write \`without ${text}\`.`;
    report(diagnose(missingPart, { file, span }, facts, { help }));
  }
}

function nameOf(member: PlanMember): string {
  return member.kind === "Payout" ? "payout" : member.name.text;
}

function spanOf(member: PlanMember): PlanMember["span"] {
  return member.kind === "Payout" ? member.span : member.name.span;
}
