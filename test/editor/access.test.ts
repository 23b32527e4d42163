// The preview for everybody: light, dark and high contrast, by axe and by the keyboard.
import axe from "axe-core";
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
  const frame = await window.previewFrame();
  await frame.evaluate(axe.source);
  const found = await frame.evaluate<Found[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  const said = found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" ")}`,
  );
  expect(said).toEqual([]);
});

test("everything is reached by the keyboard, and the focus is kept", async () => {
  const window = await windowOn("saas-account-executive", "account-executive.plan");
  const preview = await window.openPreview();
  const toggle = preview.locator("[data-toggle='line 0']");
  await toggle.focus();
  await window.page.keyboard.press("Enter");
  await preview.locator("[data-toggle='line 0 0']").waitFor();
  expect(await toggle.evaluate((element) => element === document.activeElement)).toBe(true);
});
