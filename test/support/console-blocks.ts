// Runs the commands in pages of documentation, on a copy of the folder they are about, and compares what is printed.
// A block such as ```` ```csv file=data/deals.csv ```` is a file that is put into that copy first.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { git } from "./git-project.ts";
import type { Fence, Page } from "./markdown.ts";
import { printed, trimmed } from "./printed.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Command {
  /** Where it is in the page, counted from 1. */
  readonly line: number;
  readonly text: string;
  /** The lines below it. */
  readonly prints: readonly string[];
}

export function isConsole({ info }: Fence): boolean {
  return info[0] === "console";
}

/** The path of the file that a block is. */
export function fileOf({ info }: Fence): string | undefined {
  return info.find((word) => word.startsWith("file="))?.slice("file=".length);
}

/** One text for each command that prints something else than the page says. All commands of a page share their folder's copy. */
export async function consoleFaults({ path, fences }: Page): Promise<string[]> {
  const copies = new Copies();
  const faults: string[] = [];
  try {
    for (const fence of fences) {
      const file = fileOf(fence);
      if (file !== undefined) copies.write(fence, file);
      for (const command of isConsole(fence) ? commandsOf(fence) : []) {
        const [name, ...words] = wordsOf(command.text);
        if (name === "cd") copies.enter(fence.folder, words[0]);
        if (name === "git") git(copies.of(fence.folder), ...words);
        if (name === "sed") edit(copies.of(fence.folder), words);
        if (name !== "attain") continue;
        const { lines } = await printed(words, copies.of(fence.folder));
        if (agrees(trimmed(command.prints), lines)) continue;
        faults.push(`${path}:${command.line} \`${command.text}\` prints\n${lines.join("\n")}`);
      }
    }
  } finally {
    copies.remove();
  }
  return faults;
}

/** `sed -i s/A/B/ FILE`, the same on all systems. */
function edit(folder: string, [, script = "", file = ""]: readonly string[]): void {
  const [, from = "", to = ""] = script.split("/");
  const text = readFileSync(join(folder, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${from}.`);
  writeFileSync(join(folder, file), text.replaceAll(from, to));
}

class Copies {
  readonly #paths = new Map<string, string>();
  readonly #folder = mkdtempSync(join(tmpdir(), "attain-docs-"));

  /** The copy of a folder of the repository, or an empty folder; or the folder in it that a `cd` has entered. */
  of(folder = ""): string {
    const known = this.#paths.get(folder);
    if (known !== undefined) return known;
    const parent = mkdtempSync(join(this.#folder, "in-"));
    const copy = folder === "" ? parent : join(parent, basename(folder));
    if (folder !== "") {
      cpSync(join(root, folder), copy, {
        recursive: true,
        filter: (source) => basename(source) !== "node_modules",
      });
    }
    this.#paths.set(folder, copy);
    return copy;
  }

  write({ folder, lines }: Fence, path: string): void {
    const file = join(this.of(folder), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
  }

  enter(folder = "", inner = ""): void {
    this.#paths.set(folder, join(this.of(folder), inner));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function commandsOf({ lines, line }: Fence): Command[] {
  const starts = lines.flatMap((text, i) => (text.startsWith("$ ") ? [i] : []));
  return starts.map((start, i) => ({
    line: line + start,
    text: (lines[start] ?? "").slice(2),
    prints: lines.slice(start + 1, starts[i + 1] ?? lines.length),
  }));
}

/** The words of a command line, without quotes and without a comment. */
function wordsOf(text: string): string[] {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith("#"));
  return words
    .slice(0, comment === -1 ? words.length : comment)
    .map((word) => word.replace(/["']/g, ""));
}

/** Whether lines are those of the page, in which `…` stands for any. */
export function agrees([first, ...rest]: readonly string[], lines: readonly string[]): boolean {
  if (first === undefined) return lines.length === 0;
  if (first.trim() === "…")
    return lines.some((_, i) => agrees(rest, lines.slice(i))) || agrees(rest, []);
  return lines[0] === first && agrees(rest, lines.slice(1));
}
