// From nothing to a plan: the way of somebody who has never seen the language.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { windowOn } from "./window.ts";

test("makes a project from an example, and previews it", async () => {
  const window = await windowOn("saas-account-executive", "account-executive.plan");
  const { page, folder } = window;
  await window.command("Attain: New Project from an Example");
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.fill("Flat commission");
  await page
    .locator(".quick-input-list .monaco-list-row.focused", { hasText: "Flat commission" })
    .waitFor();
  await input.press("Enter");
  await expect.poll(async () => input.inputValue()).toContain("saas-account-executive");
  await page
    .locator(".quick-input-widget .monaco-button", { hasText: "Make the project here" })
    .click();
  await page.locator(".tab", { hasText: "flat.plan" }).waitFor();
  await window.preview.locator(".payout").waitFor();
  expect(existsSync(join(folder, "flat", "data"))).toBe(true);
  expect(await window.preview.locator(".problem").count()).toBe(0);
});

test("leads through the first plan", async () => {
  const window = await windowOn("saas-account-executive", "account-executive.plan");
  await window.command("Attain: Your First Plan");
  const walkthrough = window.page.locator(".gettingStartedContainer");
  await walkthrough.getByText("Start from an example").first().waitFor();
  await walkthrough.getByText("Prove it").first().waitFor();
});
