/** What stands above a line and can be clicked: running a test, seeing who reads a definition. */
import { counted } from "@attain/compiler/base/text";
import type { Span } from "@attain/compiler/text/source-file";
import { occurrenceAt } from "../analysis/resolve.ts";
import type { View } from "../project/project.ts";
import { references } from "./references.ts";

export type Lens = { readonly span: Span } & LensKind;

type LensKind =
  | { readonly kind: "test"; readonly title: string }
  | { readonly kind: "references"; readonly name: string }
  | { readonly kind: "preview"; readonly plan: string };

export function lenses(view: View): Lens[] {
  return view.parsed.tree.declarations.flatMap((declaration): Lens[] => {
    switch (declaration.kind) {
      case "Test":
        return [{ span: declaration.title.span, kind: "test", title: declaration.title.value }];
      case "Plan":
        return [
          { span: declaration.name.span, kind: "preview", plan: declaration.name.text },
          ...declaration.members.flatMap((member) =>
            member.kind === "Payout" || member.kind === "Exception" || member.name.text === ""
              ? []
              : [{ span: member.name.span, kind: "references", name: member.name.text } as const],
          ),
        ];
      case "Shared":
        return declaration.member.kind === "Payout"
          ? []
          : [
              {
                span: declaration.member.name.span,
                kind: "references",
                name: declaration.member.name.text,
              },
            ];
      case "Source":
        return [{ span: declaration.name.span, kind: "references", name: declaration.name.text }];
      default:
        return [];
    }
  });
}

/** `3 references`; undefined where what the lens is for is gone. */
export function referencesTitle(view: View, { span }: Lens): string | undefined {
  if (occurrenceAt(view, span.start) === undefined) return undefined;
  return counted(references(view, span.start, false).length, "reference");
}
