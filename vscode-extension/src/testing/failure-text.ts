/** What a failed test says: what is off, and how what was paid came about. */
import type { PayLine, TestOutcome } from "@attain/language-server/protocol";

type Failure = TestOutcome["failures"][number];

export function failureText({ message, off, lines, values }: Failure): string {
  const from = values.map(({ name, value }) => `${name} is ${value.text}`);
  return [
    off === undefined ? message : `${message} That is ${off}.`,
    ...(lines.length === 0 ? [] : ["", ...lines.flatMap((line) => indented(line, 0))]),
    ...(from.length === 0 ? [] : ["", ...from]),
  ].join("\n");
}

/** Deep enough to see what went wrong. */
const DEPTH = 3;

function indented({ text, amount, parts }: PayLine, depth: number): string[] {
  const own = `${"  ".repeat(depth)}${text}${amount === undefined ? "" : `: ${amount.text}`}`;
  return depth >= DEPTH ? [own] : [own, ...parts.flatMap((part) => indented(part, depth + 1))];
}
