// Runs the tests on the TypeScript sources of the packages, without a build.
import { defineConfig } from "vitest/config";

export default defineConfig({
  ssr: { resolve: { conditions: ["source", "node", "import", "module", "default"] } },
  // The first test of a file that loads the whole compiler takes seconds where the machine is busy.
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/editor/**"],
    testTimeout: 20_000,
  },
});
