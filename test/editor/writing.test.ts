// Writing a plan in VS Code: what is said, offered and changed.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { windowOn } from "./window.ts";

const PLAN = "account-executive.plan";

test("colours words, and knows the language", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.page.locator("#status\\.editor\\.mode", { hasText: "Attain plan" }).waitFor();
  const colours = async (): Promise<number> =>
    window
      .line(/from\s+50%\s+pay\s+120%/)
      .locator("span span")
      .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size);
  await expect.poll(colours).toBeGreaterThanOrEqual(2);
});

test("underlines what is wrong, lists it, and explains it", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.replace(/worth\sacv/, "acv", "acw");
  await window.text.locator(".squiggly-error").first().waitFor({ state: "attached" });
  await window.page.keyboard.press("Control+Shift+M");
  await window.page
    .locator(".markers-panel .monaco-list-row", { hasText: /acw/ })
    .first()
    .waitFor();
  const said = await window.hover(/worth\sacw/, "acw", /acw/);
  expect(await said.innerText()).toMatch(/ATN2\d{3}/);
});

test("mends a misspelt name by a quick fix", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.replace(/worth\sacv/, "acv", "acw");
  await window.text.locator(".squiggly-error").first().waitFor({ state: "attached" });
  await window.click(/worth\sacw/, "acw");
  await window.page.keyboard.press("Control+.");
  await window.page
    .locator(".action-widget .monaco-list-row", { hasText: /acv/ })
    .first()
    .waitFor();
  await window.page.keyboard.press("Enter");
  await window.line(/worth\sacv/).waitFor();
  await window.text.locator(".squiggly-error").first().waitFor({ state: "detached" });
});

test("completes a field of the source that is credited", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.replace(/worth\sacv/, "acv", "");
  await window.page.keyboard.press("Control+Space");
  const offered = window.page.locator(".suggest-widget.visible .monaco-list-row", {
    hasText: "acv",
  });
  await offered.first().waitFor();
  await window.page.keyboard.type("ac");
  await window.page
    .locator(".suggest-widget.visible .monaco-list-row.focused", { hasText: "acv" })
    .waitFor();
  await window.page.keyboard.press("Tab");
  await window.line(/worth\sacv/).waitFor();
});

test("hovers over a measure with its type, its words and its value", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  const said = await window.hover(/marginal\sby\sattainment/, "attainment", /measure/i);
  expect(await said.innerText()).toMatch(/Bookings \/ quota/);
});

test("renames a measure wherever it stands", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.click(/measure\sattainment/, "attainment");
  await window.page.keyboard.press("F2");
  const box = window.page.locator(".rename-box input").first();
  await box.fill("reached");
  await window.page.keyboard.press("Enter");
  await window.line(/rates\sAccelerator\smarginal\sby\sreached/).waitFor();
  await window.line(/measure\sreached/).waitFor();
  await window.page.keyboard.press("Control+S");
  await expect.poll(() => readFileSync(window.path, "utf8")).toMatch(/expect reached \|/);
});

test("brings a plan into its style", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  const before = readFileSync(window.path, "utf8");
  await window.caretToEndOf(/pays\s+each\sQuarter/);
  await window.page.keyboard.type("    ");
  await window.replace(/from\s+50%\spay/, "pay", "pay   ");
  await window.line(/from\s+50%\spay\s{4}/).waitFor();
  await window.command("Format Document");
  await window.line(/from\s+50%\spay\s120%/).waitFor();
  await window.page.keyboard.press("Control+S");
  await expect.poll(() => readFileSync(window.path, "utf8")).toBe(before);
});

test("goes to a definition in another file", async () => {
  const window = await windowOn("saas-account-executive", PLAN);
  await window.click(/credit\sBookings/, "Deals");
  await window.page.keyboard.press("F12");
  await window.page.locator(".tab.active", { hasText: "company.plan" }).waitFor();
});
