/** What a command prints, as pages of documentation show it: both streams in one, no colours, nothing on stdin. */
import { main } from "../../compiler/src/cli/main.ts";

export interface Printed {
  readonly lines: readonly string[];
  readonly exit: number;
}

export async function printed(words: readonly string[], cwd: string): Promise<Printed> {
  let text = "";
  const print = (more: string): void => {
    text += more;
  };
  const io = { cwd, input: noInput, out: print, err: print, colour: false, interactive: false };
  const exit = await main(words, io);
  return { lines: trimmed(text.split("\n")), exit };
}

/** Without blanks at the ends of lines, and without empty lines before and after all others. */
export function trimmed(lines: readonly string[]): string[] {
  const text = lines.map((line) => line.trimEnd()).join("\n");
  const inner = text.replace(/^\n+|\n+$/g, "");
  return inner === "" ? [] : inner.split("\n");
}

async function noInput(): Promise<Uint8Array> {
  return new Uint8Array();
}
