/** Territories: that each of their conditions can be asked of a row, and who wins where two hold it. */
import { nearest } from "../base/text.ts";
import type { Symbol_ } from "../bind/scope.ts";
import { missingPart, takenName, unknownName } from "../diagnostics/catalogue/names.ts";
import { missingWords } from "../diagnostics/catalogue/types.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { TerritoriesDeclaration } from "../syntax/ast/source.ts";
import { type Checker, type Env, type Notes, newNotes, report } from "./checker.ts";
import { condition } from "./expressions/demand.ts";

/** Checks a map of territories; the notes on its conditions. */
export function checkTerritories(
  checker: Checker,
  { declaration: node, at }: Extract<Symbol_, { kind: "territories" }>,
): Notes {
  const notes = newNotes();
  const env: Env = { checker, file: at.file, notes, present: new Set(), nonZero: new Set() };
  const source = checker.sources.get(node.source.text);
  if (source === undefined) {
    const { text: name, span } = node.source;
    const meant = nearest(name, checker.sources.keys());
    if (name !== "") report(env, unknownName, span, { name }, suggestion(span, meant));
    return notes;
  }
  for (const { where } of node.territories) condition({ ...env, row: source }, where);
  checkNames(env, node);
  checkElsewhere(env, node);
  return notes;
}

function checkNames(env: Env, node: TerritoriesDeclaration): void {
  const seen = new Map(node.territories.toReversed().map((one) => [one.name.text, one]));
  for (const one of node.territories) {
    const first = seen.get(one.name.text);
    if (first !== one && one.name.text !== "") {
      const related = [
        { at: { file: env.file, span: (first ?? one).name.span }, message: "the other one" },
      ];
      report(env, takenName, one.name.span, { name: one.name.text }, { related });
    }
    for (const { text: name, span } of one.ahead) {
      if (seen.has(name) || name === "") continue;
      report(env, unknownName, span, { name }, suggestion(span, nearest(name, seen.keys())));
    }
  }
}

/** Rows that lie nowhere would be lost, so the author says where they go. */
function checkElsewhere(env: Env, node: TerritoriesDeclaration): void {
  if (node.territories.length === 0) {
    const facts = { declaration: `\`${node.name.text}\``, part: "which territories there are" };
    const help = "Add a line such as `territory West where region in (CA, OR)`.";
    report(env, missingPart, node.name.span, facts, { help });
    return;
  }
  if (node.elsewhere !== undefined) return;
  const question = "Where do rows lie that none of the territories holds?";
  const help = "Add a last line: `elsewhere House`.";
  report(env, missingWords, node.name.span, { question }, { help });
}
