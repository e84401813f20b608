import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["chancery-source"] },
  ssr: { resolve: { conditions: ["chancery-source"] } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "training/test/**/*.test.ts", "evaluation/test/**/*.test.ts"],
    globalSetup: "scripts/test-folder.ts",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
