// VS Code for the web, where the server is a worker and no file is on a disk.
import { expect, test } from "vitest";
import { webWindowOn } from "./web.ts";

const EXAMPLE = "saas-account-executive";
const PLAN = "account-executive.plan";

test("pays by the data of a folder on no disk, and follows what is typed", async () => {
  const window = await webWindowOn(EXAMPLE, PLAN);
  const preview = await window.openPreview();
  const payout = preview.locator(".payout");
  await preview.locator("[data-wish=payee]").selectOption({ label: "Marcus Bell" });
  await preview.locator("[data-wish=period]").selectOption("FY2026-Q1");
  // His commission is capped at 250% of his target of 16,000: 40,000, and 3,000 for two new customers.
  await expect.poll(async () => payout.innerText()).toBe("43,000.00 USD");
  await window.replace(/parameter\smost/, "250", "200");
  // 16,000 x 200% + 3,000
  await expect.poll(async () => payout.innerText()).toBe("35,000.00 USD");
  await window.page.locator(".statusbar-item", { hasText: "35,000.00 USD" }).waitFor();
  // A server that is started again is given the files again, and has what was typed.
  await window.command("Attain: Restart the Language Server");
  await preview.locator("[data-wish=period]").selectOption("FY2026-Q2");
  await preview.locator("[data-wish=period]").selectOption("FY2026-Q1");
  await expect.poll(async () => payout.innerText()).toBe("35,000.00 USD");
});

test("pays by what is saved of a data file", async () => {
  const window = await webWindowOn(EXAMPLE, PLAN);
  const { page } = window;
  const preview = await window.openPreview();
  await preview.locator("[data-wish=payee]").selectOption({ label: "Marcus Bell" });
  await preview.locator("[data-wish=period]").selectOption("FY2026-Q1");
  await preview.locator(".payout", { hasText: "43,000.00 USD" }).waitFor();
  const explorer = page.locator(".explorer-folders-view .monaco-list-row");
  await explorer.filter({ hasText: "data" }).click();
  await explorer.filter({ hasText: "quotas.csv" }).click();
  await page.locator(".tab.active", { hasText: "quotas.csv" }).waitFor();
  await window.replace(/E1073,FY2026-Q1/, "16000", "20000");
  await page.keyboard.press("Control+S");
  // 20,000 x 250% + 3,000
  await preview.locator(".payout", { hasText: "53,000.00 USD" }).waitFor();
  // Its folder moves: attain.json names a file that isn't there.
  await explorer.filter({ hasText: "data" }).first().click();
  await page.keyboard.press("F2");
  await page.keyboard.type("rows");
  await page.keyboard.press("Enter");
  await preview.locator("#status", { hasText: "data/" }).waitFor();
});

test("underlines, explains, completes and mends", async () => {
  const window = await webWindowOn(EXAMPLE, PLAN);
  const { page } = window;
  await window.replace(/worth\sacv/, "acv", "acw");
  await window.text.locator(".squiggly-error").first().waitFor({ state: "attached" });
  const said = await window.hover(/worth\sacw/, "acw", /acw/);
  expect(await said.innerText()).toMatch(/ATN2\d{3}/);
  await window.replace(/worth\sacw/, "acw", "");
  await page.keyboard.press("Control+Space");
  await page.keyboard.type("ac");
  await page
    .locator(".suggest-widget.visible .monaco-list-row.focused", { hasText: "acv" })
    .waitFor();
  await page.keyboard.press("Tab");
  await window.line(/worth\sacv/).waitFor();
  await window.text.locator(".squiggly-error").first().waitFor({ state: "detached" });
});

test("runs the tests, and goes through a payout", async () => {
  const window = await webWindowOn(EXAMPLE, PLAN);
  await window.command("Test: Run All Tests");
  await window.command("Testing: Focus on Test Explorer View");
  const rows = window.page.locator(".test-explorer .monaco-list-row");
  await expect.poll(async () => rows.first().getAttribute("aria-label")).toMatch(/Passed/);
  await window.openPreview();
  await window.command("Attain: Step through This Payout");
  await window.page.locator(".debug-top-stack-frame-line").first().waitFor({ state: "attached" });
});

test("goes through what a launch.json names by its path", async () => {
  const launch = {
    type: "attain",
    request: "launch",
    name: "Marcus",
    program: "${workspaceFolder}/plans/account-executive.plan",
    payee: "E1073",
    period: "FY2026-Q1",
  };
  const { page } = await webWindowOn(EXAMPLE, PLAN, {
    "/.vscode/launch.json": JSON.stringify({ version: "0.2.0", configurations: [launch] }),
  });
  await page.keyboard.press("F5");
  // The console says what is gone through.
  await page
    .getByText(/Marcus Bell, FY2026-Q1: 43,000\.00 USD/)
    .first()
    .waitFor({ state: "attached" });
});

test("makes a project from an example", async () => {
  const window = await webWindowOn(EXAMPLE, PLAN);
  await window.newProject("Flat commission");
  await window.page.locator(".tab", { hasText: "flat.plan" }).waitFor();
  await window.preview.locator(".payout").waitFor();
  expect(await window.preview.locator(".problem").count()).toBe(0);
});
