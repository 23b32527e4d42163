// Finds what is untidy in a text of the repository.
import type { RepositoryFile } from "./repository.ts";

const lineLimit = 400;

/** Read as one page each, so they may be longer. */
const longModules: ReadonlySet<string> = new Set([
  "compiler/src/syntax/grammar.ts",
  "compiler/src/syntax/tokens.ts",
]);

/** Modules that do not begin with a sentence, in a comment, that says what they are. */
export function openingFaults(modules: readonly RepositoryFile[]): readonly string[] {
  return modules
    .filter((module) => !/^(?:\S+ ){2,}.*\S[.:](?:\s|$)/s.test(openingComment(module.text)))
    .map(({ path }) => `${path} does not begin with a sentence that says what it is.`);
}

/** Work left for later. */
export function unfinishedFaults(modules: readonly RepositoryFile[]): readonly string[] {
  return faultyLines(modules, /\b(?:TO|FIX)(?:DO|ME)\b/, "leaves something to be done");
}

/** Tests that run alone, or not at all. */
export function unevenTestFaults(tests: readonly RepositoryFile[]): readonly string[] {
  const marked =
    /\b(?:describe|it|test|bench)(?:\.\w+)*\.(?:only|skip|todo)\b|\b(?:only|skip|todo): true\b/;
  return faultyLines(tests, marked, "singles a test out or leaves it out");
}

/** Absolute paths that exist only on somebody's machine. */
export function machinePathFaults(files: readonly RepositoryFile[]): readonly string[] {
  const path = /(?:file:\/\/|(?<![\w.~*})/-]))\/(?:home|root|tmp|Users|work)\//;
  return faultyLines(files, path, "names a path of one machine");
}

/** Modules that are too long to read. */
export function lengthFaults(modules: readonly RepositoryFile[]): readonly string[] {
  return modules
    .filter(({ path, text }) => linesOf(text).length > lineLimit && !longModules.has(path))
    .map(({ path }) => `${path} has more than ${lineLimit} lines.`);
}

/** The words of the comment that the text begins with, or "" when it begins with something else. */
function openingComment(text: string): string {
  const comment = /^(?:#!.*\n)?(?:\/\*\*?(.*?)\*\/|((?:\/\/.*\n)+))/s.exec(text);
  return (comment?.[1] ?? comment?.[2] ?? "").replace(/^[ \t]*(?:\/\/|\*)?[ \t]*/gm, "").trim();
}

function faultyLines(
  files: readonly RepositoryFile[],
  pattern: RegExp,
  fault: string,
): readonly string[] {
  return files.flatMap(({ path, text }) =>
    linesOf(text).flatMap((line, index) =>
      pattern.test(line) ? [`${path}:${index + 1} ${fault}.`] : [],
    ),
  );
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}
