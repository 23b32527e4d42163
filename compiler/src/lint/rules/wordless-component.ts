/** Components that have neither a label nor a comment, from which letters and statements take their words. */
import { wordlessComponent } from "../../diagnostics/catalogue/tidy.ts";
import { type LintRule, membersOf } from "../rule.ts";

export const wordlessComponents: LintRule = (written, report) => {
  for (const member of membersOf(written)) {
    if (member.kind !== "Component" || member.label !== undefined || member.doc !== undefined)
      continue;
    const { name } = member;
    const help = `Give it a label, \`component ${name.text} "…"\`, or a comment above it, \`/// …\`.`;
    report(wordlessComponent, name.span, { name: name.text }, { help });
  }
};
