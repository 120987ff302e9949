import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { configDefaults, defineConfig } from "vitest/config";

// scripts/test.mjs sets it; without it only the projects that need no browser run.
const chromium = process.env.CHROMIUM;

/** The Worker under test gets its variables here; those of wrangler.toml are for Cloudflare. */
const workerVariables = {
  ROOT_KEY: "root-key-of-the-tests-0123456789",
  AGENCIES: "",
  RATE_LIMIT: "off",
  CHECK_ANSWERS: "1",
  VERSION: "test",
};

/** Vitest leaves one core free. */
const spareWorkers = Math.max(1, availableParallelism() - 1);

export default defineConfig({
  // Vite's own page root is the site's; tests see the project.
  root: import.meta.dirname,
  test: {
    reporters: ["default", "./scripts/plain-reporter.mjs"],
    chaiConfig: { truncateThreshold: 0 },
    exclude: [...configDefaults.exclude, "dist/**"],
    // A machine may be slow or do other work besides: these end only what would never come.
    testTimeout: 60_000,
    // Of two cores, one would stand idle while tests wait: files of units, house and Worker run in pairs.
    maxWorkers: Math.max(2, spareWorkers),
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"], environment: "node" } },
      {
        extends: true,
        // The tools look at the whole project and take their time.
        test: { name: "house", include: ["test/house/**/*.test.ts"], environment: "node", testTimeout: 120_000 },
      },
      {
        extends: true,
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: workerVariables },
          }),
        ],
        test: { name: "worker", include: ["test/worker/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "browser",
          // Pages beside each other have one focus between them; beside the files of other projects they don't mind.
          maxWorkers: spareWorkers,
          include: ["test/browser/**/*.test.ts", "test/browser/**/*.test.tsx"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromium ?? "", args: ["--no-sandbox"] } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: "end-to-end",
          include: ["test/end-to-end/**/*.test.ts"],
          environment: "node",
          globalSetup: ["test/end-to-end/provide-server.ts"],
          // Each file drives a browser or a server of its own; two cores are soon busy.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "durability",
          include: ["test/durability/**/*.test.ts", "test/chaos/**/*.test.ts"],
          environment: "node",
          // Its servers are killed and waited for most of the time: its files run beside those of units, house and Worker.
          testTimeout: 360_000,
        },
      },
    ],
  },
});
