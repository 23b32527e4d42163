// From nothing to a plan: the way of somebody who has never seen the language.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { windowOn } from "./window.ts";

test("makes a project from an example, and previews it", async () => {
  const window = await windowOn("saas-account-executive", "account-executive.plan");
  await window.newProject("Flat commission");
  await window.page.locator(".tab", { hasText: "flat.plan" }).waitFor();
  await window.preview.locator(".payout").waitFor();
  expect(existsSync(join(window.folder, "flat", "data"))).toBe(true);
  expect(await window.preview.locator(".problem").count()).toBe(0);
});

test("leads through the first plan, and ticks what was done", async () => {
  const window = await windowOn("saas-account-executive", "account-executive.plan");
  const { page } = window;
  const step = (name: string): Locator =>
    page.locator(".getting-started-step", { hasText: name }).first();
  const ticked = async (): Promise<string[]> =>
    page.locator(".getting-started-step[aria-checked=true] h3").allInnerTexts();
  // VS Code's own is open.
  await window.command("Help: Welcome");
  await page.locator(".getting-started-step.expanded").waitFor();
  await window.command("Attain: Your First Plan");
  await step("Start from an example").waitFor();
  // What is looked at isn't done.
  await step("Make it yours").click();
  await page.locator(".getting-started-step.expanded", { hasText: "Make it yours" }).waitFor();
  expect(await ticked()).toEqual([]);
  await page.locator(".tab", { hasText: "account-executive.plan" }).click();
  await window.replace(/parameter\smost/, "250", "200");
  await window.command("Test: Run All Tests");
  await window.command("Attain: Your First Plan");
  await step("Start from an example").waitFor();
  await expect.poll(ticked).toEqual(["Make it yours", "Prove it"]);
});
