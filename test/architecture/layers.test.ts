// The direction of imports.
import { expect, test } from "vitest";
import { layerFaults } from "../support/layers.ts";
import { repositoryFiles, sourceModules } from "../support/repository.ts";

test("every import goes to an earlier layer", () => {
  const modules = sourceModules(repositoryFiles());
  expect(modules.length).toBeGreaterThan(2);
  expect(layerFaults(modules)).toEqual([]);
});

test.each([
  ["compiler/src/check/units.ts", "../emit/writer.ts", "check may not import emit"],
  ["compiler/src/format/print.ts", "../bind/scopes.ts", "format may not import bind"],
  ["compiler/src/base/assert.ts", "../index.ts", "no layer imports the public interface"],
  ["compiler/src/extras/one.ts", "../base/assert.ts", "extras is not in the list"],
  ["compiler/src/lower/lower.ts", "../../../runtime/src/index.ts", "imported by its name"],
  ["compiler/src/lower/lower.ts", "@attain/runtime/src/index.ts", "only @attain/runtime"],
  [
    "language-server/src/analysis/scope.ts",
    "../features/hover.ts",
    "analysis may not import features",
  ],
  ["language-server/src/preview/pay.ts", "../analysis/scope.ts", "preview may not import analysis"],
  [
    "language-server/src/features/hover.ts",
    "@attain/compiler/host/project",
    "only language-server/src/host does IO",
  ],
  ["language-server/src/features/hover.ts", "@attain/runtime/src/index.ts", "only @attain/runtime"],
  ["runtime/src/index.ts", "chevrotain", "nothing but decimal.js"],
  ["runtime/src/index.ts", "../../compiler/src/index.ts", "imported by its name"],
])("refuses in %s an import of %s", (path, specifier, fault) => {
  const forms = [
    `import { a } from "${specifier}";`,
    `import type {\n  A,\n  B,\n} from "${specifier}";`,
    `import "${specifier}";`,
    `export * from "${specifier}";`,
    `const a = await import("${specifier}");`,
  ];
  for (const text of forms) {
    expect(layerFaults([{ path, text }])).toEqual([expect.stringContaining(fault)]);
  }
});

test.each([
  ["compiler/src/emit/typescript.ts", "../check/units.ts"],
  ["compiler/src/check/units.ts", "./types.ts"],
  ["compiler/src/format/print.ts", "../syntax/nodes.ts"],
  ["compiler/src/index.ts", "./emit/typescript.ts"],
  ["compiler/src/evaluate/run.ts", "@attain/runtime"],
  ["language-server/src/features/hover.ts", "@attain/compiler/check/types"],
  ["language-server/src/server/wire.ts", "../protocol.ts"],
  ["language-server/src/host/node-disk.ts", "@attain/compiler/host/project"],
  ["runtime/src/number/decimal.ts", "decimal.js"],
  ["runtime/src/table/rates.ts", "../number/decimal.ts"],
])("allows in %s an import of %s", (path, specifier) => {
  expect(layerFaults([{ path, text: `import { a } from "${specifier}";` }])).toEqual([]);
});
