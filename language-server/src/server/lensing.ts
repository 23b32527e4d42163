/** Lenses, whose words are made up when they are seen. */
import type { CodeLens, Command } from "vscode-languageserver";
import { type Lens, lenses, referencesTitle } from "../features/lenses.ts";
import { references } from "../features/references.ts";
import type { ClientCommand } from "../protocol.ts";
import type { View } from "../project/project.ts";
import { type Context, guarded, uriIn, viewAt } from "./context.ts";
import type { Previewed } from "./previewing.ts";
import { RUN_TEST, testTitle } from "./testing.ts";
import { locationOf, offsetOf, positionOf, rangeOf } from "./convert.ts";

/** What a lens is for, as it comes back when it is to be shown. */
interface Data {
  readonly uri: string;
  readonly kind: Lens["kind"];
  readonly name: string;
}

export function lensing(context: Context, previewed: Previewed): void {
  const { connection } = context;
  connection.onCodeLens(
    guarded(context, [], (params) => {
      const view = viewAt(context, params);
      if (view === undefined) return [];
      return lenses(view)
        .filter(({ kind }) => isPossible(context, kind))
        .map((lens): CodeLens => ({
          range: rangeOf(view.file, lens.span),
          data: {
            uri: params.textDocument.uri,
            kind: lens.kind,
            name: nameOf(lens),
          } satisfies Data,
        }));
    }),
  );
  connection.onCodeLensResolve((lens) =>
    guarded(context, lens, (one: CodeLens) => resolved(context, previewed, one))(lens),
  );
}

const NEEDS: Readonly<Partial<Record<Lens["kind"], ClientCommand>>> = {
  references: "attain.showReferences",
  preview: "attain.preview",
};

function isPossible({ options }: Context, kind: Lens["kind"]): boolean {
  const command = NEEDS[kind];
  return command === undefined || options.clientCommands?.includes(command) === true;
}

function nameOf(lens: Lens): string {
  return lens.kind === "test" ? lens.title : lens.kind === "preview" ? lens.plan : lens.name;
}

function resolved(context: Context, previewed: Previewed, lens: CodeLens): CodeLens {
  const { uri, kind, name } = lens.data as Data;
  const view = viewAt(context, { textDocument: { uri } });
  return view === undefined
    ? lens
    : { ...lens, command: commandOf(context, previewed, view, lens, kind, name) };
}

function previewTitle(previewed: Previewed, view: View, plan: string): string {
  const payout = previewed.atGoal(view, plan);
  return payout === undefined ? "Preview pay" : `Preview pay (${payout})`;
}

function commandOf(
  context: Context,
  previewed: Previewed,
  view: View,
  { range, data }: CodeLens,
  kind: Lens["kind"],
  name: string,
): Command {
  const { uri } = data as Data;
  switch (kind) {
    case "test":
      return { title: testTitle(previewed, view, name), command: RUN_TEST, arguments: [uri, name] };
    case "preview":
      return {
        title: previewTitle(previewed, view, name),
        command: "attain.preview",
        arguments: [uri, name],
      };
    case "references": {
      const offset = offsetOf(view.file, range.start);
      const span = { start: offset, end: offsetOf(view.file, range.end) };
      const uriOf = uriIn(context, view.project);
      const found = references(view, offset, false).map((location) => locationOf(location, uriOf));
      return {
        title: referencesTitle(view, { span, kind: "references", name }) ?? "",
        command: "attain.showReferences",
        arguments: [uri, positionOf(view.file, offset), found],
      };
    }
  }
}
