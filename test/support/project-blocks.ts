/**
 * Runs the projects in pages of documentation: writes their files into a folder, runs the commands, and compares
 * all that is printed.
 *
 * A block of any language that says ```` ```csv file=data/deals.csv ```` is a file; a later block with the same path
 * takes its place. `bad` says that the file has the fault which the page is about, and `good` that it no longer has;
 * `latin1` that it isn't saved as UTF-8. In a block ```` ```console ```` each line after `$ ` is a command.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Rule } from "../../compiler/src/diagnostics/diagnostic.ts";
import type { Fence, Page } from "./markdown.ts";
import { type Printed, printed, trimmed } from "./printed.ts";

const OK = 0;
const AT_FAULT = 1;

const WORDS: ReadonlySet<string> = new Set(["bad", "good", "latin1"]);

/** One text for each thing that isn't as the page says; `rule` is the one that the page is about. */
export async function projectFaults(
  page: Page,
  rule: Pick<Rule, "code" | "severity">,
): Promise<string[]> {
  const project = new Project(page, rule);
  try {
    for (const fence of page.fences) await project.take(fence);
    await project.end();
  } finally {
    project.remove();
  }
  return project.faults;
}

class Project {
  readonly faults: string[] = [];
  readonly #page: Page;
  readonly #rule: Pick<Rule, "code" | "severity">;
  readonly #folder = mkdtempSync(join(tmpdir(), "attain-page-"));
  readonly #plans = new Set<string>();
  /** The files that have the fault now. */
  readonly #bad = new Set<string>();
  readonly #ran = { bad: false, good: false };

  constructor(page: Page, rule: Pick<Rule, "code" | "severity">) {
    this.#page = page;
    this.#rule = rule;
  }

  async take(fence: Fence): Promise<void> {
    if (fence.info[0] === "console") await this.#runAll(fence);
    else this.#write(fence);
  }

  /** A page shows the fault and its cure, and what it leaves behind has nothing else wrong. */
  async end(): Promise<void> {
    const { code } = this.#rule;
    if (!this.#ran.bad)
      this.#report(0, `runs nothing with a \`bad\` file, so it doesn't give ${code}.`);
    if (!this.#ran.good) this.#report(0, "runs nothing with all files `good`.");
    if (this.#bad.size > 0) this.#report(0, `leaves ${[...this.#bad].join(", ")} as it was.`);
    else if (this.#plans.size > 0) {
      const { lines, exit } = await printed(["check", ...this.#plans], this.#folder);
      const isClean = exit === OK && codesIn(lines).length === 0;
      if (!isClean) this.#report(0, `ends with plans that have faults:\n${lines.join("\n")}`);
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write({ info, line, lines }: Fence): void {
    const [language = "", ...words] = info;
    const path = words.find((word) => word.startsWith("file="))?.slice("file=".length) ?? "";
    if (path === "") {
      this.#report(line, `has a block of \`${language}\` that no file is named for.`);
      return;
    }
    const odd = words.filter((word) => !word.startsWith("file=") && !WORDS.has(word));
    if (odd.length > 0) this.#report(line, `has a file that is \`${odd.join(" ")}\`.`);
    if (words.includes("good") && !this.#bad.has(path))
      this.#report(line, `mends ${path}, which isn't \`bad\`.`);
    if (words.includes("bad")) this.#bad.add(path);
    else this.#bad.delete(path);
    if (path.endsWith(".plan")) this.#plans.add(path);
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const isEmpty = lines.every((one) => one === "");
    const text = isEmpty ? "" : lines.map((one) => `${one}\n`).join("");
    writeFileSync(file, text, words.includes("latin1") ? "latin1" : "utf8");
  }

  async #runAll({ lines, line }: Fence): Promise<void> {
    const starts = lines.flatMap((text, i) => (text.startsWith("$ ") ? [i] : []));
    if (starts[0] !== 0)
      this.#report(line, "has a block of a console that doesn't begin with a command.");
    for (const [i, start] of starts.entries()) {
      const command = (lines[start] ?? "").slice(2);
      const [name, ...words] = wordsOf(command);
      if (name !== "attain") {
        this.#report(line + start, `runs \`${command}\`, which isn't a command of Attain.`);
        continue;
      }
      const shown = await printed(words, this.#folder);
      const expected = trimmed(lines.slice(start + 1, starts[i + 1] ?? lines.length));
      if (expected.join("\n") !== shown.lines.join("\n"))
        this.#report(line + start, `\`${command}\` prints\n${shown.lines.join("\n")}`);
      this.#judge(line + start, command, shown);
    }
  }

  /** While a file is bad, the fault of the page is found and no other; afterwards there is none. */
  #judge(line: number, command: string, { lines, exit }: Printed): void {
    const { code, severity } = this.#rule;
    const isBad = this.#bad.size > 0;
    this.#ran[isBad ? "bad" : "good"] = true;
    const codes = codesIn(lines);
    const expected = isBad && severity === "error" ? AT_FAULT : OK;
    if (isBad && !codes.includes(code)) this.#report(line, `\`${command}\` doesn't give ${code}.`);
    for (const other of codes) {
      if (!isBad || other !== code) this.#report(line, `\`${command}\` gives ${other}.`);
    }
    if (exit !== expected) this.#report(line, `\`${command}\` ends with ${exit}, not ${expected}.`);
  }

  #report(line: number, fault: string): void {
    this.faults.push(`${this.#page.path}${line === 0 ? "" : `:${line}`} ${fault}`);
  }
}

/** The words of a command line, without quotes. */
function wordsOf(text: string): string[] {
  const words = text.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ""));
}

/** The codes of what is found wrong, each once. */
function codesIn(lines: readonly string[]): string[] {
  const codes = lines.flatMap(
    (line) => /^\s*(?:error|warning|info) (ATN\d{4}) /.exec(line)?.[1] ?? [],
  );
  return [...new Set(codes)];
}
