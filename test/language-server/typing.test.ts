// A plan typed letter by letter: no feature ever fails, and the outline is never lost.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { clauseAt, incoming, outgoing } from "../../language-server/src/features/call-hierarchy.ts";
import { codeActions } from "../../language-server/src/features/code-actions.ts";
import { completion } from "../../language-server/src/features/completion/completion.ts";
import {
  definition,
  implementation,
  typeDefinition,
} from "../../language-server/src/features/definition.ts";
import { diagnosticsIn } from "../../language-server/src/features/diagnostics.ts";
import { folds } from "../../language-server/src/features/folding.ts";
import { formatted, formattedOnType } from "../../language-server/src/features/formatting.ts";
import { hover } from "../../language-server/src/features/hover.ts";
import { inlayHints } from "../../language-server/src/features/inlay-hints.ts";
import { lenses } from "../../language-server/src/features/lenses.ts";
import { linkedNames } from "../../language-server/src/features/linked-editing.ts";
import { links } from "../../language-server/src/features/links.ts";
import { outline, type OutlineItem } from "../../language-server/src/features/outline.ts";
import { highlights, references } from "../../language-server/src/features/references.ts";
import { prepareRename, rename } from "../../language-server/src/features/rename.ts";
import { selections } from "../../language-server/src/features/selection.ts";
import { semanticTokens } from "../../language-server/src/features/semantic-tokens.ts";
import { signatureHelp } from "../../language-server/src/features/signature-help.ts";
import { Project, type View } from "../../language-server/src/project/project.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Asks everything of a place that an editor could ask. */
function askAll(view: View, offset: number): void {
  const { file, project, path } = view;
  diagnosticsIn(project, path);
  hover(view, offset, { pages: () => undefined, valueNow: () => undefined });
  completion(view, offset);
  signatureHelp(view, offset);
  for (const find of [definition, typeDefinition, implementation]) find(view, offset);
  references(view, offset, true);
  highlights(view, offset);
  linkedNames(view, offset);
  if (!("reason" in prepareRename(view, offset))) rename(view, offset, "another");
  codeActions(view, { start: offset, end: offset }, []);
  const clause = clauseAt(view, offset);
  if (clause !== undefined) {
    incoming(project, clause);
    outgoing(project, clause);
  }
  selections(view, offset);
  folds(file);
  semanticTokens(view);
  inlayHints(view, { start: 0, end: file.text.length });
  lenses(view);
  links(project, path);
  formatted(file);
  formattedOnType(file, offset, "\n");
}

function namesIn(items: readonly OutlineItem[]): string[] {
  return items.flatMap(({ name, children }) => [name, ...namesIn(children)]);
}

/** Types `text` behind `before`, and looks at every place, or at each of so many. */
function typed(before: Record<string, string>, path: string, text: string, each: number): void {
  const files = { ...before, [path]: "" };
  const project = new Project({ ...memoryHost(files), plans: () => Object.keys(files) });
  let last: string[] = [];
  for (let end = 1; end <= text.length; end += 1) {
    files[path] = text.slice(0, end);
    const names = namesIn(outline({ path, text: files[path] }));
    // What has been declared on lines above stays.
    const complete = names.slice(0, Math.max(0, last.length - 1));
    expect(complete, files[path].slice(-60)).toEqual(last.slice(0, -1));
    last = names;
    if (end % each !== 0 && end !== text.length) continue;
    const view = project.view(path);
    if (view === undefined) throw new Error("The file is gone.");
    askAll(view, end);
  }
}

const TESTS = `
test "half of quota" for AccountExecutive, ada in FY2026-Q1
  given quota is 100,000 USD
  given Deals
    | id  | rep | stage | amount | closed_on  |
    | D-1 | ada | Won   | 50,000 | 2026-01-20 |
  expect attainment is 50%
  cases
    | given Sales | expect commission |
    | 50,000      | 4,000             |
`;

test("a small plan with a test, everything asked after each letter", { timeout: 120_000 }, () => {
  typed({ "company.plan": COMPANY }, "main.plan", `import "company.plan"\n${PLAN}${TESTS}`, 1);
});

test.each([
  ["saas-account-executive", "company.plan", "account-executive.plan"],
  ["customer-success", "wattle.plan", "customer-success.plan"],
])(
  "the example %s, everything asked at places on the way",
  { timeout: 120_000 },
  (example, imported, name) => {
    const read = (file: string): string =>
      readFileSync(join(root, "examples", example, "plans", file), "utf8");
    typed({ [imported]: read(imported) }, name, read(name), 97);
  },
);

test("a plan whose letters are taken away one by one from the start", { timeout: 120_000 }, () => {
  const text = COMPANY + PLAN + TESTS;
  const files = { "main.plan": "" };
  const project = new Project({ ...memoryHost(files), plans: () => ["main.plan"] });
  for (let start = 0; start < text.length; start += 23) {
    files["main.plan"] = text.slice(start);
    const view = project.view("main.plan");
    if (view !== undefined) askAll(view, Math.min(120, view.file.text.length));
  }
});
