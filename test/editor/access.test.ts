// The preview for everybody: light, dark and high contrast, by axe and by the keyboard.
import axe from "axe-core";
import type { Frame } from "playwright-core";
import { expect, test } from "vitest";
import { windowOn } from "./window.ts";

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

test.each([
  ["light", "Default Light Modern"],
  ["dark", "Default Dark Modern"],
  ["high contrast", "Default High Contrast"],
  ["light high contrast", "Default High Contrast Light"],
])("axe finds nothing in the %s theme", async (_, theme) => {
  const window = await windowOn("saas-account-executive", "account-executive.plan", {
    settings: { "workbench.colorTheme": theme },
  });
  const preview = await window.openPreview();
  await preview.locator("[data-toggle='line 0']").click();
  await preview.locator("[data-toggle='deals Bookings']").click();
  await preview.locator(".deals").waitFor();
  expect(await violations(await window.previewFrame())).toEqual([]);
  await preview.locator("input[type=range]").press("Home");
  await preview.locator(".there").waitFor({ state: "attached" });
  await window.replace(/parameter\smost/, "250", "(");
  await preview.locator(".stale").waitFor();
  expect(await violations(await window.previewFrame())).toEqual([]);
});

async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const found = await frame.evaluate<Found[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" ")}`,
  );
}

test("everything is reached by the keyboard, and the focus is kept", async () => {
  const window = await windowOn("saas-account-executive", "account-executive.plan");
  const preview = await window.openPreview();
  const toggle = preview.locator("[data-toggle='line 0']");
  await toggle.focus();
  await window.page.keyboard.press("Enter");
  await preview.locator("[data-toggle='line 0 0']").waitFor();
  expect(await toggle.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("nothing is cut off or squeezed where there is little room", async () => {
  const window = await windowOn("saas-account-executive", "account-executive.plan", { width: 720 });
  await window.page.keyboard.press("Control+B");
  const preview = await window.openPreview();
  await preview.locator("[data-toggle='line 0']").click();
  await preview.locator("[data-toggle='line 0 0']").click();
  const frame = await window.previewFrame();
  const room = async (): Promise<number> => frame.evaluate("innerWidth");
  await expect.poll(room).toBeLessThan(400);
  expect(await frame.evaluate("document.documentElement.scrollWidth")).toBe(await room());
  const words = await preview
    .locator(".what")
    .evaluateAll((list) => list.map((one) => one.getBoundingClientRect().width));
  expect(Math.min(...words)).toBeGreaterThan(100);
});
