// The live preview in VS Code: it follows what is typed, and leads from numbers to clauses and back.
import { execFileSync } from "node:child_process";
import type { FrameLocator } from "playwright-core";
import { expect, test } from "vitest";
import { type Window, windowOn } from "./window.ts";

const PLAN = "account-executive.plan";

async function previewed(
  payee: string,
  period = "FY2026-Q1",
): Promise<{ readonly window: Window; readonly preview: FrameLocator }> {
  const window = await windowOn("saas-account-executive", PLAN);
  const preview = await window.openPreview();
  await preview.locator("[data-wish=payee]").selectOption({ label: payee });
  await preview.locator("[data-wish=period]").selectOption(period);
  return { window, preview };
}

async function pays(preview: FrameLocator, amount: string): Promise<void> {
  await expect.poll(async () => preview.locator(".payout").innerText()).toBe(amount);
}

test("follows what is typed", async () => {
  const { window, preview } = await previewed("Marcus Bell");
  // His commission is capped at 250% of his target of 16,000: 40,000, and 3,000 for two new customers.
  await pays(preview, "43,000.00 USD");
  await window.replace(/parameter\smost/, "250", "200");
  // 16,000 x 200% + 3,000
  await pays(preview, "35,000.00 USD");
  await window.page.locator(".statusbar-item", { hasText: "35,000.00 USD" }).waitFor();
  // A single key, with nothing after it: 16,000 x 20% + 3,000
  await window.page.keyboard.press("Backspace");
  await pays(preview, "6,200.00 USD");
  // And a second, of a text that was changed before: 16,000 x 2% + 3,000
  await window.page.keyboard.press("Backspace");
  await pays(preview, "3,320.00 USD");
});

test("keeps the last good answer while the text is broken, and says so", async () => {
  const { window, preview } = await previewed("Marcus Bell");
  await pays(preview, "43,000.00 USD");
  await window.replace(/parameter\smost/, "250", "(");
  await preview.locator(".stale").waitFor();
  expect(await preview.locator(".payout").innerText()).toBe("43,000.00 USD");
  await window.page.keyboard.press("Control+Z");
  await preview.locator(".stale").waitFor({ state: "detached" });
});

test("leads from a number to its clause, and from the clause to the number", async () => {
  const { window, preview } = await previewed("Marcus Bell");
  await pays(preview, "43,000.00 USD");
  await preview.locator(".jump", { hasText: "New customer bonus" }).first().click();
  await window.line(/component\snew_logos/).waitFor();
  await preview.locator(".at-cursor", { hasText: "New customer bonus" }).waitFor();
  await window.click(/component\scommission/, "commission");
  await preview.locator(".at-cursor", { hasText: "commission" }).waitFor();
});

test("says what another attainment would pay, by the keyboard", async () => {
  const { preview } = await previewed("Ingrid Solheim");
  // At quota: her target of 20,800, and 1,500 for a new customer.
  await pays(preview, "22,300.00 USD");
  const slider = preview.locator("input[type=range]");
  await slider.focus();
  await slider.press("Home");
  await pays(preview, "0.00 USD");
  await preview.locator(".there").waitFor({ state: "attached" });
  await preview.locator("[data-reset]").click();
  await pays(preview, "22,300.00 USD");
});

test("pays by the rows of a test", async () => {
  const { preview } = await previewed("Marcus Bell");
  await preview
    .locator("[data-wish=test]")
    .selectOption("whoever sold nothing has no margin and is paid nothing");
  await pays(preview, "0.00 USD");
});

test("hides the names of people", async () => {
  const { preview } = await previewed("Marcus Bell");
  await pays(preview, "43,000.00 USD");
  await preview.locator("[data-wish=hidesNames]").check();
  await preview.locator("option", { hasText: "Person 4" }).waitFor({ state: "attached" });
  await pays(preview, "43,000.00 USD");
  expect(await preview.locator("body").innerHTML()).not.toMatch(/Marcus|Priya|E1042/);
});

test("tells the difference from the version in git", async () => {
  const window = await windowOn("saas-account-executive", PLAN, {
    prepare: (folder) => {
      const git = (...args: readonly string[]): void =>
        void execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
          cwd: folder,
        });
      git("init", "--quiet");
      git("add", ".");
      git("commit", "--quiet", "--message", "as signed");
    },
  });
  const preview = await window.openPreview();
  await preview.locator("[data-wish=payee]").selectOption({ label: "Marcus Bell" });
  await preview.locator("[data-wish=period]").selectOption("FY2026-Q1");
  await pays(preview, "43,000.00 USD");
  await window.replace(/parameter\smost/, "250", "200");
  // 43,000 less 16,000 x 50%
  await preview.locator(".difference", { hasText: /8,000.00 USD less/ }).waitFor();
});

test("shows values at the ends of lines", async () => {
  const { window, preview } = await previewed("Marcus Bell");
  await pays(preview, "43,000.00 USD");
  const shown = async (): Promise<string[]> =>
    window
      .line(/quota.*means\sQuotas\.amount/)
      .locator("span")
      .evaluateAll((spans) => spans.map((span) => getComputedStyle(span, "::after").content));
  await expect.poll(async () => (await shown()).join(" ")).toContain("200,000.00 USD");
});
