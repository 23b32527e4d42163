// What each stage makes of a plan, as text that a person can read: tokens, tree, representation, code.
import * as prettier from "prettier";
import { renderDiagnostic } from "../../compiler/src/diagnostics/render.ts";
import { emitModule } from "../../compiler/src/emit/module.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { lex } from "../../compiler/src/syntax/lexer.ts";
import { positionAt, type SourceFile } from "../../compiler/src/text/source-file.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";

const MAIN = "main.plan";

/** The text of each stage that a plan comes to, by the name of its golden; those behind an error aren't reached. */
export async function stagesOf(
  files: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const workspace = new Workspace(memoryHost(files));
  const module = workspace.module(MAIN);
  const checked = workspace.check(MAIN);
  if (module === undefined || checked === undefined) throw new Error(`There is no ${MAIN}.`);
  const { diagnostics, program } = checked;
  const stages = new Map([
    ["tokens.txt", tokensOf(module.file)],
    ["tree.txt", `${outline(module.tree).join("\n")}\n`],
  ]);
  if (diagnostics.length > 0) {
    const texts = diagnostics.map((one) => `${renderDiagnostic(one)}\n`);
    stages.set("diagnostics.txt", texts.join("\n"));
  }
  if (diagnostics.some(({ severity }) => severity === "error")) return stages;
  const lowered = lowerProgram(program);
  stages.set("representation.txt", `${outline(lowered).join("\n")}\n`);
  for (const plan of lowered.plans) {
    const text = emitModule(lowered, plan, ({ path, start }) => {
      const file = workspace.module(path)?.file;
      return file === undefined ? path : `${path}:${positionAt(file, start).line}`;
    });
    const code = await prettier.format(text, { parser: "typescript", printWidth: 100 });
    stages.set(`${plan.name}.ts.txt`, code);
  }
  return stages;
}

/** A line for each line of tokens: the kind of each, and its text where that isn't the kind. */
function tokensOf(file: SourceFile): string {
  const { lines } = lex(file);
  return lines
    .map(({ tokens }) => {
      const { line } = positionAt(file, tokens[0]?.startOffset ?? 0);
      const words = tokens.map(({ tokenType: { name }, image }) => `${name} ${image}`);
      return `${String(line).padStart(3)}  ${words.join(" · ")}\n`;
    })
    .join("");
}

const WIDTH = 100;

/** Places, and the words that could have begun a line: they change with every word of the language. */
const UNSAID: ReadonlySet<string> = new Set(["span", "origin", "expected"]);

/** Plain data as an outline: what fits stands in a line. What is empty or false is left out. */
function outline(value: unknown): string[] {
  const short = inline(value);
  if (short.length <= WIDTH || typeof value !== "object" || value === null) return [short];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return [short];
  if (Array.isArray(value))
    return value.flatMap((item) =>
      outline(item).map((line, i) => `${i === 0 ? "-" : " "} ${line}`),
    );
  return entriesOf(value).flatMap(([key, item]) => {
    const [first = "", ...rest] = outline(item);
    if (rest.length === 0) return [`${key}: ${first}`];
    return [`${key}:`, ...[first, ...rest].map((line) => `  ${line}`)];
  });
}

function inline(value: unknown): string {
  if (typeof value === "string") return /^[\w./%+-]+$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{ ${entriesOf(value)
    .map(([key, item]) => `${key}: ${inline(item)}`)
    .join(", ")} }`;
}

function entriesOf(value: object): [string, unknown][] {
  const entries = Object.entries(value).filter(
    ([key, item]) => !UNSAID.has(key) && !isNothing(item),
  );
  return [...entries.filter(isKind), ...entries.filter((entry) => !isKind(entry))];
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === false) return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** What a thing is stands before what it has. */
function isKind([key]: [string, unknown]): boolean {
  return key === "kind" || key === "op";
}
