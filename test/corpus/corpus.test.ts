// What each stage of the compiler makes of a few plans, against texts that were read with care.
// `npx vitest run test/corpus -u` writes them anew.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { stagesOf } from "./stages.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The plan files of a folder, by their names. */
function plansIn(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".plan"));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

test("finds the plans", () => expect(names.length).toBeGreaterThan(3));

describe.each(names)("%s", (name) => {
  test("comes to what is written at each stage, and to nothing else", async () => {
    const folder = join(here, name);
    const stages = await stagesOf(plansIn(folder));
    for (const [golden, text] of stages)
      await expect(text).toMatchFileSnapshot(join(folder, golden));
    const goldens = readdirSync(folder).filter((file) => file.endsWith(".txt"));
    expect(goldens.filter((golden) => !stages.has(golden))).toEqual([]);
  });
});
