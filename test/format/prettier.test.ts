// The plugin for prettier: the same text as `attain fmt`, from nothing but prettier and the one file that is shipped.
import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import * as prettier from "prettier";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { format } from "../../compiler/src/format/format.ts";
import { prettierPlugin } from "../../scripts/bundles.mjs";
import * as plugin from "../../compiler/src/format/prettier.ts";
import { read, write } from "../support/command-line.ts";
import { Draw } from "../support/generators-draw.ts";
import { planTexts } from "./corpus.ts";
import { respaced } from "./mutations.ts";

const UGLY = "plan  P\n for   Reps // all\n capped   at 5\n  component c\n earns 4%of Sales\n";

async function pretty(text: string, options: prettier.Options = {}): Promise<string> {
  return prettier.format(text, { parser: "attain", plugins: [plugin], ...options });
}

function page(plan: string): string {
  return `# A plan\n\n\`\`\`plan\n${plan}\`\`\`\n`;
}

describe("the plugin", () => {
  it("prints what attain fmt prints", { timeout: 30_000 }, async () => {
    const texts = planTexts().filter(({ name }) => name.endsWith(".plan"));
    for (const { name, text } of [...texts, { name: "empty", text: "" }]) {
      const other = respaced(text, new Draw(1));
      expect(await pretty(other), name).toBe(format(other));
    }
    expect(await pretty(UGLY)).toBe(format(UGLY));
  });

  it("has one style, whatever the options", async () => {
    const options = { printWidth: 40, tabWidth: 8, useTabs: true, semi: false };
    expect(await pretty(UGLY, options)).toBe(format(UGLY));
  });

  it("ends lines as endOfLine says", async () => {
    const crlf = UGLY.replaceAll("\n", "\r\n");
    expect(await pretty(crlf)).toBe(format(UGLY));
    expect(await pretty(crlf, { endOfLine: "auto" })).toBe(format(crlf));
    expect(await pretty(UGLY, { endOfLine: "crlf" })).toBe(format(crlf));
  });

  it("keeps a byte-order mark", async () => {
    expect(await pretty(`\uFEFF${UGLY}`)).toBe(format(`\uFEFF${UGLY}`));
  });

  it("formats plans in Markdown", async () => {
    expect(await pretty(page(UGLY), { parser: "markdown" })).toBe(page(format(UGLY)));
  });
});

describe("what is shipped", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "attain-prettier-"));
  const installed = "node_modules/@attain/compiler";

  beforeAll(async () => {
    write(folder, `${installed}/package.json`, read(root, "compiler/package.json"));
    await build(prettierPlugin(join(folder, installed, "dist/prettier.js")));
    write(folder, ".prettierrc", '{ "plugins": ["@attain/compiler/prettier"] }');
    write(folder, "plans/deep/ugly.plan", UGLY);
    write(folder, "plans/fine.plan", format(UGLY));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const manifest = createRequire(import.meta.url).resolve("prettier/package.json");
    const program = join(dirname(manifest), "bin/prettier.cjs");
    try {
      const ran = await promisify(execFile)(process.execPath, [program, ...words], { cwd: folder });
      return { code: 0, out: ran.stdout, err: ran.stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, err: stderr };
    }
  }

  it("checks and writes plans on prettier's command line", async () => {
    const checked = await run("--check", "**/*.plan");
    expect(checked.code).toBe(1);
    expect(checked.err).toContain("plans/deep/ugly.plan");
    expect(checked.err).not.toContain("fine.plan");
    const written = await run("--write", "**/*.plan");
    expect([written.code, written.err]).toEqual([0, ""]);
    expect(read(folder, "plans/deep/ugly.plan")).toBe(format(UGLY));
    expect((await run("--check", "**/*.plan")).code).toBe(0);
  });
});
