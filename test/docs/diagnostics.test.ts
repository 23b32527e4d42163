// Holds the page of each diagnostic against its rule, and runs the plans in it.
import { expect, test } from "vitest";
import { CATALOGUE } from "../../compiler/src/diagnostics/catalogue/index.ts";
import type { TextEdit } from "../../compiler/src/diagnostics/diagnostic.ts";
import { format } from "../../compiler/src/format/format.ts";
import { type Fence, type Page, readPage } from "../support/markdown.ts";
import { checkText, documentFaults, isPlan, wordFaults } from "../support/plan-blocks.ts";
import { withoutMarks } from "../support/plan-marks.ts";
import { repositoryFiles } from "../support/repository.ts";

const pages = repositoryFiles()
  .filter(({ path }) => /^docs\/diagnostics\/ATN\d+\.md$/.test(path))
  .map(readPage);

test("finds the pages", () => {
  expect(pages.length).toBeGreaterThan(50);
});

test("each rule has a page", () => {
  const missing = [...CATALOGUE.keys()].filter(
    (code) => !pages.some((page) => codeOf(page) === code),
  );
  expect(`missing pages: ${missing.sort().join(", ")}`).toBe("missing pages: ");
});

test("the list of them is up to date", () => {
  const list = repositoryFiles().find(({ path }) => path === "docs/diagnostics/README.md");
  const cells = (list?.text ?? "").replace(/ +/g, " ");
  const stale = pages.filter((page) => {
    const { code, name, severity } = page.frontMatter;
    return !cells.includes(`| [${code}](${code}.md) | \`${name}\` | ${severity} | ${page.title} |`);
  });
  expect(`run npm run generate: ${stale.map(codeOf).join(", ")}`).toBe("run npm run generate: ");
});

test.each(pages.map((page) => [codeOf(page), page] as const))(
  "the page of %s agrees with its rule",
  (code, page) => {
    const rule = CATALOGUE.get(code);
    expect(page.frontMatter).toEqual({ code, name: rule?.name, severity: rule?.severity });
    expect(page.title, "the title").not.toBe("");
    expect(page.text).toMatch(/^\*\*Why it matters\.\*\*\s/m);
    expect(page.text).toMatch(/^\*\*What to do\.\*\*\s/m);
  },
);

const plans = pages.filter((page) => /^ATN[1-5]/.test(codeOf(page)));

test.each(plans.map((page) => [codeOf(page), page] as const))(
  "the plans of %s give what is marked",
  async (code, page) => {
    const bad = page.fences.filter((fence) => isPlan(fence, "bad"));
    const good = page.fences.filter((fence) => isPlan(fence, "good"));
    expect(bad.length, "blocks of `plan bad`").toBeGreaterThan(0);
    expect(good.length, "blocks of `plan good`").toBeGreaterThan(0);
    const faults = [
      ...wordFaults(page),
      ...bad
        .filter((fence) => !codesIn(fence).includes(code))
        .map(({ line }) => `${page.path}:${line} doesn't give ${code}.`),
      ...bad.flatMap((fence) => fixFaults(page, fence, code)),
      ...(
        await Promise.all(
          bad.map((fence) => documentFaults({ page: page.path, blocks: [fence], bad: fence })),
        )
      ).flat(),
      ...(
        await Promise.all(good.map((fence) => documentFaults({ page: page.path, blocks: [fence] })))
      ).flat(),
    ];
    expect(faults.join("\n\n")).toBe("");
  },
);

function codeOf({ path }: Page): string {
  return path.replace(/^.*\/|\.md$/g, "");
}

function codesIn({ lines }: Fence): string[] {
  const { diagnostics, asked } = checkText(lines.join("\n"));
  return [...diagnostics, ...asked].map((diagnostic) => diagnostic.code);
}

/** The block after a bad one shows what its first fix makes of it, formatted. */
function fixFaults({ path, fences }: Page, bad: Fence, code: string): string[] {
  const text = withoutMarks(bad.lines).join("\n");
  const fix = checkText(text).diagnostics.find((diagnostic) => diagnostic.code === code)?.fixes[0];
  const next = fences[fences.indexOf(bad) + 1];
  const fixed = next !== undefined && isPlan(next, "fixed") ? next : undefined;
  if (fix === undefined)
    return fixed === undefined ? [] : [`${path}:${fixed.line} shows a fix, and none is offered.`];
  const after = format(applied(text, fix.edits)).trimEnd();
  if (fixed === undefined)
    return [`${path}:${bad.line} has a fix that isn't shown, "${fix.title}":\n${after}`];
  return fixed.lines.join("\n") === after
    ? []
    : [`${path}:${fixed.line} isn't what "${fix.title}" gives:\n${after}`];
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const backwards = [...edits].sort((a, b) => b.span.start - a.span.start);
  return backwards.reduce(
    (sofar, { span, text: put }) => sofar.slice(0, span.start) + put + sofar.slice(span.end),
    text,
  );
}
