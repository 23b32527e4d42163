/** Findings that a plan accepts with a reason: `allow unused "kept for next year"`. */
import { listed, nearest } from "../base/text.ts";
import { CATALOGUE } from "../diagnostics/catalogue/index.ts";
import { allowsNothing } from "../diagnostics/catalogue/plans.ts";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import type { File } from "../syntax/ast/file.ts";
import type { Allow, PlanMember } from "../syntax/ast/plan.ts";
import type { SourceFile, Span } from "../text/source-file.ts";

interface Scoped {
  readonly allow: Allow;
  /** The declaration that it stands in, and for all of which it holds. */
  readonly within: Span;
}

/** Without the findings that a declaration around them allows; an `allow` that met none is reported. */
export function withoutAllowed(
  modules: readonly { readonly file: SourceFile; readonly tree: File }[],
  diagnostics: readonly Diagnostic[],
  names: ReadonlySet<string>,
): Diagnostic[] {
  const used = new Set<Allow>();
  const kept = diagnostics.filter(({ name, at, related, severity }) => {
    if (severity === "error") return true;
    const { tree } = modules.find(({ file }) => file === at.file) ?? { tree: undefined };
    const found =
      tree === undefined
        ? undefined
        : allowsOf(tree).find(
            ({ allow, within }) =>
              allow.rule.text === name &&
              [at, ...related.map((note) => note.at)].some(
                (place) => place.file === at.file && covers(within, place.span),
              ),
          );
    if (found !== undefined) used.add(found.allow);
    return found === undefined;
  });
  const [first] = modules;
  const all = first === undefined ? [] : allowsOf(first.tree);
  const idle = all.filter(({ allow }) => !used.has(allow) && isWhole(allow));
  return [
    ...kept,
    ...idle
      .map(({ allow }) => idleAllow(first?.file, allow, names))
      .filter((diagnostic) => diagnostic !== undefined),
  ];
}

/** A line that lacks its rule or its reason is an error already. */
function isWhole({ rule, reason }: Allow): boolean {
  return rule.text !== "" && reason !== "";
}

function idleAllow(
  file: SourceFile | undefined,
  { rule }: Allow,
  names: ReadonlySet<string>,
): Diagnostic | undefined {
  if (file === undefined) return undefined;
  const isKnown = names.has(rule.text);
  const meant = nearest(rule.text, names);
  const isError = [...CATALOGUE.values()].some((known) => known.name === rule.text);
  const why = isKnown
    ? "there is nothing of this kind here"
    : isError
      ? "an error can't be allowed"
      : "no finding has that name";
  const help =
    isKnown || isError
      ? "Remove the line."
      : meant === undefined
        ? `The findings that can be allowed are ${listed([...names], "and")}.`
        : `Did you mean \`${meant}\`?`;
  return diagnose(allowsNothing, { file, span: rule.span }, { name: rule.text, why }, { help });
}

function allowsOf({ declarations }: File): Scoped[] {
  return declarations.flatMap((declaration) => {
    if (declaration.kind === "Shared") return ofMember(declaration.member);
    if (declaration.kind !== "Plan") return [];
    const own = declaration.allows.map((allow) => ({ allow, within: declaration.span }));
    return [...declaration.members.flatMap(ofMember), ...own];
  });
}

function ofMember(member: PlanMember): Scoped[] {
  return "allows" in member ? member.allows.map((allow) => ({ allow, within: member.span })) : [];
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
