// Runs the plans in pages of documentation: what is reported must be what is marked, and their tests must pass.
import { testFile } from "../../compiler/src/cli/tests.ts";
import type { Failure } from "../../compiler/src/evaluate/test-runner.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { type Checked, Workspace } from "../../compiler/src/workspace/workspace.ts";
import { positionAt } from "../../compiler/src/text/source-file.ts";
import { fileOf } from "./console-blocks.ts";
import type { Fence, Page } from "./markdown.ts";
import { type Mark, marksOf, unmatched, written } from "./plan-marks.ts";

/** A plan file that is made of blocks of a page. */
export interface PlanDocument {
  readonly page: string;
  readonly blocks: readonly Fence[];
  /** The block that holds all that may be reported; in the others, what is marked need not be. */
  readonly bad?: Fence;
}

const WORDS: ReadonlySet<string> = new Set(["plan", "bad", "good", "fixed", "alone"]);

/** A block of a plan that is run where it stands; one that is a file belongs to the project of its page. */
export function isPlan(fence: Fence, ...words: readonly string[]): boolean {
  const { info } = fence;
  return (
    info[0] === "plan" && fileOf(fence) === undefined && words.every((word) => info.includes(word))
  );
}

/** Blocks of plans whose words mean nothing. */
export function wordFaults({ path, fences }: Page): string[] {
  return fences
    .filter((fence) => isPlan(fence))
    .flatMap(({ info, line }) =>
      info
        .filter((word) => !WORDS.has(word))
        .map((word) => `${path}:${line - 1} has a block of a plan that is \`${word}\`.`),
    );
}

/** The files that a page of the language makes: one of each section, one of each `bad` block, and those that stand alone. */
export function documentsOf({ path: page, fences }: Page): PlanDocument[] {
  const plans = fences.filter((fence) => isPlan(fence));
  const pieces = plans.filter(({ info }) => info.length === 1);
  const prelude = pieces.filter(({ section }) => section === 0);
  const sections = new Set(pieces.map(({ section }) => section));
  if (sections.size > 1) sections.delete(0);
  const partsOf = (section: number): Fence[] =>
    pieces.filter((piece) => piece.section === section && section > 0);
  const whole = [...sections].map((section) => ({
    page,
    blocks: [...prelude, ...partsOf(section)],
  }));
  const others = plans
    .filter(({ info }) => info.length > 1)
    .map((fence) => {
      const before = isPlan(fence, "alone") ? [] : [...prelude, ...partsOf(fence.section)];
      return { page, blocks: [...before, fence], ...(isPlan(fence, "bad") ? { bad: fence } : {}) };
    });
  return [...whole, ...others];
}

export function textOf({ blocks }: PlanDocument): string {
  return blocks.flatMap(({ lines }) => [...lines, ""]).join("\n");
}

/** Checks the file that a text is. After a line `//- shared/rates.plan`, it is another file, which the first can import. */
export function checkText(text: string): Checked {
  const files = filesIn(text.split("\n"));
  const checked = new Workspace(memoryHost(files)).check(MAIN);
  if (checked === undefined) throw new Error("The page has no text.");
  return checked;
}

const MAIN = "page.plan";

/** Each file has its lines where they are in the page, and empty lines in place of all others. */
function filesIn(lines: readonly string[]): Record<string, string> {
  let current = MAIN;
  const paths = lines.map((line) => {
    current = /^\/\/- (\S+)/.exec(line)?.[1] ?? current;
    return current;
  });
  const textOfFile = (path: string): string =>
    lines.map((line, i) => (paths[i] === path ? line : "")).join("\n");
  return Object.fromEntries([...new Set(paths)].map((path) => [path, textOfFile(path)]));
}

/** One sentence for each thing that isn't as the page says. */
export async function documentFaults(document: PlanDocument): Promise<string[]> {
  const checked = checkText(textOf(document));
  const marks = marksOf(document.blocks.flatMap(({ lines }) => [...lines, ""]));
  // What a project must ask for is asked for by a mark.
  const asked = checked.asked.filter(({ code }) => marks.some((mark) => mark.code === code));
  const diagnostics = [...checked.diagnostics, ...asked];
  const { missing, unmarked } = unmatched(marks, diagnostics);
  const needed = missing.filter(
    ({ line }) => document.bad === undefined || blockAt(document, line) === document.bad,
  );
  const empty =
    document.bad !== undefined && diagnostics.length === 0
      ? [`${placeIn(document, 0, document.bad)} is bad, and nothing is reported.`]
      : [];
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  return [
    ...needed.map((mark) => faultOf(document, mark, "isn't reported")),
    ...unmarked.map((mark) => faultOf(document, mark, "is reported, not marked")),
    ...empty,
    ...(hasErrors ? [] : await testFaults(document, checked)),
  ];
}

function faultOf(document: PlanDocument, mark: Mark, fault: string): string {
  const line = document.blocks.flatMap(({ lines }) => [...lines, ""])[mark.line] ?? "";
  return `${placeIn(document, mark.line)} ${mark.code} ${fault}:\n${line}\n${written(mark)}`;
}

async function testFaults(document: PlanDocument, checked: Checked): Promise<string[]> {
  const results = await testFile(checked, undefined);
  return results.flatMap(({ test, failures, splits }) => {
    const place = placeIn(document, positionAt(checked.file, test.origin.start).line - 1);
    const title =
      test.case === undefined ? `"${test.title}"` : `"${test.title}", case ${test.case}`;
    return [
      ...failures.map((failure) => `${place} ${title}: ${failureText(failure)}`),
      ...splits.map(
        ({ expect, reference, compiled }) =>
          `${place} ${title}: the evaluators differ on ${expect.name}, ${reference} and ${compiled}.`,
      ),
    ];
  });
}

function failureText(failure: Failure): string {
  switch (failure.kind) {
    case "different":
      return `${failure.expect.name} is ${failure.actual}, not ${failure.expected}.`;
    case "fault":
      return `${failure.fault.code} ${JSON.stringify(failure.fault.facts)}`;
    case "no error":
      return `the run ends well, without ${failure.code}.`;
    case "unclear":
      return `${failure.question} ${failure.help}`;
  }
}

/** The block that a line of the file is in. */
function blockAt({ blocks }: PlanDocument, line: number): Fence | undefined {
  let first = 0;
  return blocks.find(({ lines }) => {
    first += lines.length + 1;
    return line < first;
  });
}

/** Where a line of the file is in the page. */
function placeIn(
  document: PlanDocument,
  line: number,
  block: Fence | undefined = blockAt(document, line),
): string {
  if (block === undefined) return document.page;
  const before = document.blocks
    .slice(0, document.blocks.indexOf(block))
    .reduce((sum, { lines }) => sum + lines.length + 1, 0);
  return `${document.page}:${block.line + Math.max(0, line - before)}`;
}
