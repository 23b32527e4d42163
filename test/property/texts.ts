// The plans of examples and of worked cases, checked with changed text: what must hold whatever is written.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lex } from "../../compiler/src/syntax/lexer.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { type Checked, Workspace } from "../../compiler/src/workspace/workspace.ts";

const root = join(import.meta.dirname, "../..");

/** A plan beside the other files of its project. */
export interface PlanText {
  readonly path: string;
  readonly text: string;
  readonly project: Readonly<Record<string, string>>;
}

function plansIn(folder: string): PlanText[] {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".plan") || path.endsWith("attain.json"))
    .map((path) => join(folder, path))
    .sort();
  const files = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
  return [...files]
    .filter(([path]) => path.endsWith(".plan"))
    .map(([path, text]) => {
      const beside = [...files].filter(([other]) => homeOf(other) === homeOf(path));
      const project = beside.map(
        ([other, file]) => [other.slice(homeOf(path).length + 1), file] as const,
      );
      return {
        path: path.slice(homeOf(path).length + 1),
        text,
        project: Object.fromEntries(project) as PlanText["project"],
      };
    });
}

/** The folder of the project that a file is part of. */
function homeOf(path: string): string {
  return dirname(path).replace(/\/plans$/, "");
}

export const EXAMPLES: readonly PlanText[] = plansIn("examples");
/** Worked cases stand alone. */
export const CASES: readonly PlanText[] = plansIn("test/conformance").map((plan) => ({
  ...plan,
  project: {},
}));

type Check = (text: string) => Pick<Checked, "diagnostics"> | undefined;

/** Checks texts in the place of a plan. The files beside it are read once. */
export function checkerOf({ path, project }: PlanText): Check {
  let current = "";
  const host = memoryHost(project);
  const read = (other: string): string | undefined => (other === path ? current : host.read(other));
  const workspace = new Workspace({ ...host, read });
  return (text) => {
    current = text;
    return workspace.check(path);
  };
}

/** What happens that may not, when a text is checked: a throw, or a place that isn't in it. */
export function complaint(check: Check, text: string): string | undefined {
  try {
    for (const { at, related, fixes, message, help } of check(text)?.diagnostics ?? []) {
      const edits = fixes.flatMap((fix) => fix.edits.map(({ span }) => ({ file: at.file, span })));
      const places = [at, ...related.map((note) => note.at), ...edits];
      const isInside = places.every(
        ({ file, span: { start, end } }) => 0 <= start && start <= end && end <= file.text.length,
      );
      if (!isInside) return `A place lies outside of the text: ${message}`;
      const said = `${message} ${help ?? ""}`;
      if (/\[object |\bNaN\b/.test(said)) return `It says: ${said}`;
    }
    return undefined;
  } catch (error) {
    return `It throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

/** The lengths of prefixes; of those that end in one blank or one comment, the first stands for all. */
export function prefixLengths({ path, text }: PlanText): number[] {
  const { comments } = lex({ path, text });
  const quiet = new Set<number>();
  for (const { startOffset, image } of comments)
    for (let i = 4; i <= image.length; i += 1) quiet.add(startOffset + i);
  const isBlank = (at: number): boolean => /\s/.test(text[at] ?? "");
  return Array.from({ length: text.length + 1 }, (_, i) => i).filter(
    (i) => !quiet.has(i) && !(isBlank(i - 1) && isBlank(i - 2)),
  );
}
