// The pictures of letters, statements and the comment on a pull request that stand in docs: `npm run pictures`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";
import { expect, onTestFinished, test } from "vitest";
import { commentOn, opened, paperPage, type View } from "./paper.ts";

const images = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const DESK: View = { name: "on a desk", width: 800, colorScheme: "light" };
const PHONE: View = { name: "on a phone", width: 390, colorScheme: "dark" };

test("a letter", async () => {
  const page = await paperPage("a letter", DESK);
  const top = await page.getByRole("heading", { name: "Commission" }).boundingBox();
  await page.setViewportSize({ width: 800, height: 2400 });
  const clip = {
    x: 0,
    y: top?.y ?? expect.fail("there is no commission"),
    width: 800,
    height: 960,
  };
  await page.screenshot({ path: join(images, "letter.png"), clip, fullPage: true });
});

test("a statement on a phone", async () => {
  const page = await paperPage("a statement", PHONE);
  await page.locator("summary").first().click();
  await page.screenshot({
    path: join(images, "statement-phone.png"),
    clip: { x: 0, y: 0, width: 390, height: 1080 },
    fullPage: true,
  });
});

test("the comment on a pull request", async () => {
  const folder = mkdtempSync(join(tmpdir(), "attain-comment-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const html = new MarkdownIt({ html: true }).render(await commentOn());
  const page = await opened(`${STYLE}<main>${html}</main>`, folder, DESK);
  await page.locator("summary").first().click();
  await page.locator("main").screenshot({ path: join(images, "diff-comment.png") });
});

/** As forges show comments. */
const STYLE = `<!doctype html><meta charset="utf-8"><style>
main { font: 14px/1.5 system-ui, sans-serif; color: #1f2328; max-width: 760px; margin: 16px; padding: 8px 16px; border: 1px solid #d1d9e0; border-radius: 6px; }
table { border-collapse: collapse; } th, td { border: 1px solid #d1d9e0; padding: 6px 12px; }
code { background: #eff1f3; border-radius: 4px; padding: 2px 5px; font-size: 12px; } h3 { margin: 12px 0; } sub { color: #59636e; }
</style>`;
