// Runs the tests on the TypeScript sources of the packages, without a build.
import { defineConfig } from "vitest/config";

export default defineConfig({
  ssr: { resolve: { conditions: ["source", "node", "import", "module", "default"] } },
  test: { include: ["test/**/*.test.ts"] },
});
