// Tests of plans in VS Code: run, failed, covered, and a payout gone through step by step.
import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { windowOn } from "./window.ts";

const PLAN = "account-executive.plan";

test("runs all tests, and shows which pass", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.command("Test: Run All Tests");
  await window.command("Testing: Focus on Test Explorer View");
  const rows = window.page.locator(".test-explorer .monaco-list-row");
  await rows.filter({ hasText: "account-executive.plan" }).first().waitFor();
  await expect.poll(async () => rows.first().getAttribute("aria-label")).toMatch(/Passed/);
  await window.command("Test: Show Output");
  await window.page
    .locator(".test-output-peek .xterm-accessibility-tree, .xterm-rows", { hasText: /all pass/ })
    .first()
    .waitFor({ state: "attached" });
});

test("shows what was expected, and what came", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.replace(/250,000\s+\|\s125%/, "22", "23");
  await window.command("Test: Run All Tests");
  await window.command("Testing: Focus on Test Explorer View");
  const rows = window.page.locator(".test-explorer .monaco-list-row");
  await expect.poll(async () => rows.first().getAttribute("aria-label")).toMatch(/Failed/);
  // It opens by itself as well, but what takes the focus closes that.
  await window.command("Test: Peek Output");
  await window.page
    .locator(".monaco-list-row", { hasText: /22,000\.00 USD, not/ })
    .first()
    .waitFor({ state: "attached" });
});

test("runs one test by the lens above it", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.goTo(/test\s"half\sa\scent/);
  await window.text.locator(".codelens-decoration a", { hasText: "Run test" }).first().click();
  await window.text.locator(".testing-run-glyph.codicon-testing-passed-icon").first().waitFor();
});

test("tests of a file that is deleted go with it", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.command("Test: Run All Tests");
  await window.command("Testing: Focus on Test Explorer View");
  const rows = window.page.locator(".test-explorer .monaco-list-row", { hasText: PLAN });
  await rows.first().waitFor();
  rmSync(window.path);
  await expect.poll(async () => rows.count()).toBe(0);
  // The editor still shows the text, and the tests don't come back for that.
  await window.command("Test: Refresh Tests");
  await window.page.waitForTimeout(1_500);
  expect(await rows.count()).toBe(0);
});

test("shades what the tests reach", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.command("Test: Run All Tests with Coverage");
  await window.text.locator(".coverage-deco-gutter").first().waitFor({ state: "attached" });
});

test("goes through a payout clause by clause", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.openPreview();
  await window.command("Attain: Step through This Payout");
  await window.page.locator(".debug-top-stack-frame-line").first().waitFor({ state: "attached" });
  await window.page.locator(".debug-toolbar").waitFor();
});
