// A window of VS Code on a project of its own, and what a person does in it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Frame, type FrameLocator, type Locator, type Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where a window that failed is drawn to. */
const FAILURES = join(root, "node_modules", ".cache", "attain", "editor-failures");

/** Nothing but the loopback is reached. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

interface Place {
  readonly x: number;
  readonly y: number;
}

export class Window {
  readonly page: Page;
  /** The folder of the project. */
  readonly folder: string;
  /** The plan file. */
  readonly path: string;
  readonly lines: readonly string[];

  constructor(page: Page, folder: string, path: string) {
    this.page = page;
    this.folder = folder;
    this.path = path;
    this.lines = readFileSync(path, "utf8").split("\n");
  }

  /** The text of the plan, as it stands on the screen. */
  get text(): Locator {
    return this.page.locator(".editor-instance").first();
  }

  line(words: RegExp): Locator {
    return this.text.locator(".view-line", { hasText: words }).first();
  }

  /** The page of the preview. */
  get preview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  async command(title: string): Promise<void> {
    await this.quick("F1", `>${title}`, new RegExp(escaped(title)));
  }

  /** A page of the preview takes the focus some time after it was clicked, and that closes the list: so it tries again. */
  async quick(key: string, words: string, row: RegExp): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.page.keyboard.press(key);
        await input.fill(words, { timeout: 5000 });
        await this.page
          .locator(".quick-input-list .monaco-list-row.focused", { hasText: row })
          .waitFor({ timeout: 5000 });
        await input.press("Enter", { timeout: 2000 });
        return;
      } catch (error) {
        if (attempt >= 4) throw error;
        await this.page.keyboard.press("Escape");
        await this.page.waitForTimeout(500);
      }
    }
  }

  /** Scrolls to the first line of the plan that holds the words, as it was when it was opened. */
  async goTo(words: RegExp): Promise<void> {
    if ((await this.line(words).count()) > 0) return;
    const number = this.lines.findIndex((line) => words.test(line)) + 1;
    await this.page.keyboard.press("Control+1");
    await this.page.keyboard.press("Control+G");
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill(`:${number}`);
    await input.press("Enter");
    await this.line(words).waitFor();
  }

  /** The middle of a word on the line that holds the words. A line that is just drawn anew is nowhere: so it asks again. */
  async place(words: RegExp, word: string): Promise<Place> {
    await this.goTo(words);
    for (;;) {
      const place = await this.#placeNow(words, word);
      if (place.y > 0) return place;
      await this.page.waitForTimeout(100);
    }
  }

  async #placeNow(words: RegExp, word: string): Promise<Place> {
    return this.line(words).evaluate((line, wanted) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = (node.textContent ?? "").indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      throw new Error(`${wanted} is not on the line.`);
    }, word);
  }

  async click(words: RegExp, word: string): Promise<void> {
    const { x, y } = await this.place(words, word);
    await this.page.mouse.click(x, y);
  }

  /** Selects a word and types over it. */
  async replace(words: RegExp, word: string, by: string): Promise<void> {
    const { x, y } = await this.place(words, word);
    await this.page.mouse.dblclick(x, y);
    await this.page.keyboard.type(by);
  }

  async caretToEndOf(words: RegExp): Promise<void> {
    await this.goTo(words);
    await this.line(words).click();
    await this.page.keyboard.press("End");
  }

  /** A hover that is asked for while the server is busy comes up empty: so it moves away and back. */
  async hover(words: RegExp, word: string, said: RegExp): Promise<Locator> {
    const { x, y } = await this.place(words, word);
    const shown = this.page.locator(".monaco-hover:not(.hidden)", { hasText: said }).first();
    for (let attempt = 0; ; attempt += 1) {
      await this.page.mouse.move(x, y - 120);
      await this.page.mouse.move(x - 2, y);
      await this.page.mouse.move(x, y);
      try {
        await shown.waitFor({ timeout: 3000 });
        return shown;
      } catch (error) {
        if (attempt >= 5) throw error;
      }
    }
  }

  /** The frame of the preview, to look into. */
  async previewFrame(): Promise<Frame> {
    const element = await this.page
      .frameLocator("iframe.webview.ready")
      .locator("iframe#active-frame")
      .elementHandle();
    const frame = await element?.contentFrame();
    if (frame === null || frame === undefined) throw new Error("There is no preview.");
    return frame;
  }

  /** The text is there, and what it pays. */
  async ready(): Promise<void> {
    await this.text.locator(".view-line").first().waitFor();
    await this.page.locator(".statusbar-item", { hasText: /USD|GBP|EUR|no pay/ }).waitFor();
  }

  /** Makes a project from an example, in the folder that is open. */
  async newProject(example: string): Promise<void> {
    await this.command("Attain: New Project from an Example");
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill(example);
    await this.page
      .locator(".quick-input-list .monaco-list-row.focused", { hasText: example })
      .waitFor();
    await input.press("Enter");
    await this.page
      .locator(".quick-input-widget .monaco-button", { hasText: "Make the project here" })
      .click();
  }

  async openPreview(): Promise<FrameLocator> {
    await this.command("Attain: Preview Pay to the Side");
    await this.preview.locator(".payout").waitFor();
    return this.preview;
  }
}

interface Size {
  readonly width?: number;
  readonly height?: number;
}

interface Wanted extends Size {
  /** Settings of the folder. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly prepare?: (folder: string) => void;
}

/** Opens a plan of a copy of an example in a new window; both are gone after the test. */
export async function windowOn(
  example: string,
  plan: string,
  { settings, prepare, ...size }: Wanted = {},
): Promise<Window> {
  const parent = join(inject("folder"), "projects");
  mkdirSync(parent, { recursive: true });
  const folder = join(mkdtempSync(join(parent, "p-")), example);
  cpSync(join(root, "examples", example), folder, { recursive: true });
  if (settings !== undefined) {
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode/settings.json"), JSON.stringify(settings));
  }
  prepare?.(folder);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const page = await pageOf(size);
  const url = inject("url");
  const path = join(folder, "plans", plan);
  const file = `vscode-remote://${new URL(url).host}${path}`;
  const opened = { folder, payload: JSON.stringify([["openFile", file]]) };
  await page.goto(`${url}/?${new URLSearchParams(opened).toString()}`, {
    waitUntil: "domcontentloaded",
  });
  const window = new Window(page, folder, path);
  await window.ready();
  return window;
}

/** A page of a browser of its own, which is drawn if the test fails. */
export async function pageOf({ width = 1400, height = 850 }: Size = {}): Promise<Page> {
  const browser = await chromium.launch({
    executablePath: inject("browser"),
    headless: true,
    args: ARGUMENTS,
  });
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  onTestFinished(async ({ task }) => {
    const name = task.name.replaceAll(/\W+/g, "-");
    if (task.result?.state === "fail")
      await page.screenshot({ path: join(FAILURES, `${name}.png`), animations: "disabled" });
    await browser.close();
  });
  return page;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
