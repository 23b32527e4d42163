// The tests of the examples notice nine in ten of the changes of their plans, and examples/README.md says why the rest is left.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { processIo } from "../../compiler/src/cli/io.ts";
import { quoteIn } from "../../compiler/src/cli/programs.ts";
import { checkAll, openSession } from "../../compiler/src/cli/session.ts";
import { suitesOf } from "../../compiler/src/cli/suites.ts";
import { mutate, scoreOf } from "../../compiler/src/mutate/mutate.ts";
import { repositoryFiles } from "../support/repository.ts";

const root = fileURLToPath(new URL("../../examples", import.meta.url));
const EXAMPLES = readdirSync(root).filter((name) => !name.endsWith(".md"));

const page = repositoryFiles().find(({ path }) => path === "examples/README.md")?.text ?? "";
/** `example: change` of each row of the table, without its marks. */
const EXPLAINED = [...page.matchAll(/^\| `([\w-]+)`: `(.+?)` +\| \S/gm)].map(
  ([, example = "", change = ""]) => `${example}: ${change}`,
);

test.each(EXAMPLES)(
  "the tests of %s notice changes of its plans",
  { timeout: 60_000 },
  async (name) => {
    const session = await openSession({ ...processIo(), cwd: join(root, name) });
    const { checked } = checkAll(session);
    const outcomes = mutate(suitesOf(checked, undefined), quoteIn(session), () => undefined);
    const unnoticed = outcomes
      .filter(({ fate }) => fate === "unnoticed")
      .map(({ mutant: { was, becomes = "left out" } }) => `${name}: ${was} → ${becomes}`);
    expect(outcomes.length).toBeGreaterThan(20);
    expect(scoreOf(outcomes) * 100, unnoticed.join("\n")).toBeGreaterThanOrEqual(90);
    expect(unnoticed.sort()).toEqual(EXPLAINED.filter((one) => one.startsWith(`${name}:`)).sort());
  },
);
