// Pages that Attain writes, opened in a browser that reaches nothing.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";
import { attain, read, write } from "../support/command-line.ts";
import { commit, git } from "../support/git-project.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface View {
  readonly name: string;
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

export const VIEWS: readonly View[] = [
  { name: "on a desk", width: 1000, colorScheme: "light" },
  { name: "on a desk, in the dark", width: 1000, colorScheme: "dark" },
  { name: "on a phone", width: 390, colorScheme: "light" },
  { name: "on a phone, in the dark", width: 390, colorScheme: "dark" },
];

const PERIOD = ["--period", "FY2026-Q1", "--format", "html"];
const WORDS = {
  "a letter": ["letter", "Priya Raman", ...PERIOD],
  "a statement": ["explain", "Priya Raman", ...PERIOD],
  "a diff": ["diff", "main", ...PERIOD],
  "tests that fail": ["test", "--coverage", "--format", "html"],
} as const;

export type Paper = keyof typeof WORDS;
export const PAPERS: readonly Paper[] = ["a letter", "a statement", "a diff", "tests that fail"];

/** A page about the example of account executives, in which a rate and a bonus have changed since the last commit. */
export async function paperPage(paper: Paper, view: View): Promise<Page> {
  const folder = changedExample();
  const { out } = await attain(folder, ...WORDS[paper]);
  return opened(out, folder, view);
}

/** The comment on a pull request with the same changes, as Markdown. */
export async function commentOn(): Promise<string> {
  const words = ["diff", "main", "--period", "FY2026-Q1", "--format", "markdown"];
  return (await attain(changedExample(), ...words)).out;
}

function changedExample(): string {
  const folder = mkdtempSync(join(tmpdir(), "attain-paper-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, "examples/saas-account-executive"), folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main");
  commit(folder, "plan");
  const plan = "plans/account-executive.plan";
  const text = read(folder, plan)
    .replace("100% pay 150%", "100% pay 160%")
    .replace("1,500 USD", "1,600 USD");
  write(folder, plan, text);
  return folder;
}

/** The text of a page in a browser. */
export async function opened(html: string, folder: string, view: View): Promise<Page> {
  const file = join(folder, "page.html");
  writeFileSync(file, html);
  const browser = await chromium.launch({
    executablePath: inject("browser"),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  onTestFinished(() => browser.close());
  const { width, colorScheme } = view;
  const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
  await page.route(/^https?:/, (route) => route.abort());
  await page.goto(`file://${file}`);
  return page;
}
