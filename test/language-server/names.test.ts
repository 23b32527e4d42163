// What names stand for: everywhere in the examples, and where a plan is broken.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { resolve } from "../../language-server/src/analysis/resolve.ts";
import { sitesOf } from "../../language-server/src/analysis/sites.ts";
import { projectOf } from "../support/marked-plans.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const examples = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each(examples)("every name of the example %s stands for something", (example) => {
  const folder = join(root, "examples", example, "plans");
  const files = Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
  const project = projectOf(files);
  let count = 0;
  for (const view of project.views()) {
    for (const site of sitesOf(view.parsed.tree)) {
      const isKey = site.role.is === "payee key" || site.role.is === "text";
      const isPayee = site.role.is === "path" && site.role.path.length > 1 && site.role.index === 0;
      if (isKey || isPayee) continue;
      count += 1;
      expect(
        resolve(view, site),
        `${site.name.text}, a ${site.role.is} of ${view.path}`,
      ).toBeDefined();
    }
  }
  expect(count).toBeGreaterThan(50);
});
