// The pictures of the editor in the documentation: `npm run pictures` draws them again.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { windowOn } from "./window.ts";

const IMAGES = fileURLToPath(new URL("../../docs/images/", import.meta.url));

const LONG = { timeout: 30_000 };

/** Little beside the plan and its pay. */
const CALM = {
  "workbench.activityBar.location": "hidden",
  "editor.glyphMargin": false,
  "editor.lineNumbers": "off",
  "editor.folding": false,
  "editor.inlayHints.enabled": "off",
  "editor.guides.indentation": false,
  "editor.scrollbar.vertical": "hidden",
  "breadcrumbs.enabled": false,
  "editor.fontSize": 13,
  "editor.occurrencesHighlight": "off",
};

test.each([
  ["editor-light", "Default Light Modern"],
  ["editor-dark", "Default Dark Modern"],
])("%s", async (name, theme) => {
  const window = await windowOn("saas-account-executive", "account-executive.plan", {
    width: 1160,
    height: 690,
    settings: { ...CALM, "editor.codeLens": false, "workbench.colorTheme": theme },
  });
  await window.page.keyboard.press("Control+B");
  const preview = await window.openPreview();
  await preview.locator("[data-wish=payee]").selectOption({ label: "Priya Raman" });
  await preview.locator("[data-wish=period]").selectOption("FY2026-Q1");
  await preview.locator(".payout", { hasText: "35,119.13 USD" }).waitFor();
  await window.click(/rates\sAccelerator/, "Accelerator");
  await preview.locator("[data-toggle='line 0']").click();
  await preview.locator("body").evaluate(() => scrollTo(0, 0));
  await expect.poll(async () => window.page.locator(".codicon-loading").count()).toBe(0);
  await window.page.waitForTimeout(1500);
  await window.page.screenshot({ path: `${IMAGES}${name}.png`, animations: "disabled" });
});

test("editor-test", async () => {
  const window = await windowOn("saas-account-executive", "account-executive.plan", {
    width: 1100,
    height: 600,
    settings: {
      ...CALM,
      "editor.glyphMargin": true,
      "testing.automaticallyOpenTestResults": "neverOpen",
    },
  });
  await window.replace(/250,000\s+\|\s125%/, "22", "23");
  await window.command("Test: Run All Tests");
  await window.command("Testing: Focus on Test Explorer View");
  const file = window.page.locator(".test-explorer .monaco-list-row").first();
  await expect.poll(async () => file.getAttribute("aria-label"), LONG).toMatch(/Failed/);
  await file.click();
  await window.page.keyboard.press("ArrowRight");
  await window.page.waitForTimeout(1000);
  await window.page.screenshot({ path: `${IMAGES}editor-test.png`, animations: "disabled" });
});
