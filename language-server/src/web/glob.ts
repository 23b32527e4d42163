/** Patterns of paths, such as `plans/**` + `/*.plan`, without a disk to look on. */

/** Whether a path matches one of several patterns; those that begin with `!` take away. */
export function globbed(patterns: readonly string[]): (path: string) => boolean {
  const wanted = patterns.filter((one) => !one.startsWith("!")).map(expressionOf);
  const not = patterns
    .filter((one) => one.startsWith("!"))
    .map((one) => expressionOf(one.slice(1)));
  return (path) => wanted.some((one) => one.test(path)) && !not.some((one) => one.test(path));
}

function expressionOf(pattern: string): RegExp {
  const body = pattern
    .replace(/^\.\//, "")
    .replace(/\*\*\/|\*\*|\*|\?|[{},]|[^*?{},]+/g, (part) => {
      const known = PARTS[part];
      return known ?? part.replace(/[.+^$()|[\]\\]/g, String.raw`\$&`);
    });
  return new RegExp(`^${body}$`);
}

const PARTS: Readonly<Record<string, string>> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
  ",": "|",
};
