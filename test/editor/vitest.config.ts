// The extension in a real VS Code: `npm run test:editor`, and `npm run pictures`. It takes minutes, so `npm test` leaves it out.
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  ssr: { resolve: { conditions: ["source", "node", "import", "module", "default"] } },
  test: {
    include: [mode === "pictures" ? "test/editor/*.pictures.ts" : "test/editor/*.test.ts"],
    globalSetup: ["test/editor/setup.ts"],
    // One window at a time, as a person has.
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // A busy machine takes its time.
    expect: { poll: { timeout: 20_000, interval: 100 } },
  },
}));
