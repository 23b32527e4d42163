// Letters, statements, diffs and reports of tests as pages in a real browser: on a desk and on a phone, in light and dark.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { attain, filesIn, project } from "../support/command-line.ts";
import { paperPage, PAPERS, VIEWS } from "./paper.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const CASES = PAPERS.flatMap((paper) => VIEWS.map((view) => ({ paper, view })));

test.each(CASES)("$paper, $view.name", async ({ paper, view }) => {
  const page = await paperPage(paper, view);
  for (const closed of await page.locator("details").all())
    await closed.evaluate((element) => element.setAttribute("open", ""));
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  expect(width, "no line is wider than the page").toBeLessThanOrEqual(view.width);
  await page.evaluate(AXE);
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  expect(found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual(
    [],
  );
});

test("letters are printed as PDF by the browser that BROWSER names", async () => {
  vi.stubEnv("BROWSER", inject("browser"));
  onTestFinished(() => void vi.unstubAllEnvs());
  const folder = project();
  const { code, out } = await attain(folder, "letter", "-p", "FY2026-Q1", "-o", "letters", "--pdf");
  expect({ code, out }).toEqual({ code: 0, out: "letters: 2 letters\n" });
  const printed = filesIn(folder).filter((path) => path.endsWith(".pdf"));
  expect(printed).toEqual(["letters/Sales/R1.pdf", "letters/Sales/R2.pdf"]);
  for (const path of printed)
    expect(readFileSync(join(folder, path)).subarray(0, 5).toString()).toBe("%PDF-");
});
