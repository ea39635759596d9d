import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

const resolve = { alias: { "@": root } };

/** The real marker throws everywhere but in Next's own bundler. */
const serverOnlyMarker = {
  name: "server-only-marker",
  enforce: "pre" as const,
  resolveId: (id: string) => (id === "server-only" ? "\0server-only" : null),
  load: (id: string) => (id === "\0server-only" ? "export {};" : null),
};

const exclude = ["node_modules/**", ".next/**", ".paydesk/**", ".stryker-tmp/**", "e2e/**"];

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        plugins: [serverOnlyMarker],
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.{db,alone}.test.ts"],
          testTimeout: 20_000,
          // Loading the rules once per process instead of once per file takes a third of the time.
          isolate: false,
        },
      },
      {
        resolve,
        plugins: [serverOnlyMarker],
        // What replaces modules of others, or loads its own anew.
        test: { name: "unit-alone", include: ["**/*.alone.test.ts"], exclude, testTimeout: 20_000 },
      },
      {
        resolve,
        plugins: [serverOnlyMarker],
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: "lib/cli/test-database-server.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
