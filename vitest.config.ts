import { defineConfig } from "vitest/config";
import { removeGuard } from "#scripts/mutants/plugin.ts";

const EVERYTHING_ELSE = ["node_modules/**", ".next/**", ".preflight/**", "e2e/**"];
const INTEGRATION = "**/*.integration.test.ts";
/** Set by `npm run test:mutants` alone. */
const mutant = process.env.PREFLIGHT_MUTANT;
const BUILT = "**/*.built.test.ts";

export default defineConfig({
  plugins: mutant ? [removeGuard(mutant)] : [],
  test: {
    // What one mutant left in the cache would pass for the code of the next.
    fsModuleCache: !mutant,
    // The smallest machine that runs this has two cores, and Postgres wants some of them.
    maxWorkers: 2,
    pool: "forks",
    restoreMocks: true,
    // A second, as it is without this, is not much on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,app,scripts}/**/*.test.{ts,tsx}"],
          exclude: [...EVERYTHING_ELSE, INTEGRATION, BUILT],
        },
      },
      {
        extends: true,
        // Needs a production build, and makes one unless it is there.
        test: { name: "image", include: [BUILT], exclude: EVERYTHING_ELSE },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: [INTEGRATION],
          exclude: EVERYTHING_ELSE,
          globalSetup: ["lib/testing/global-setup.ts"],
          setupFiles: ["lib/testing/database.ts"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          // Its files import "next/server" without an ending, which plain Node refuses.
          server: { deps: { inline: ["next-auth"] } },
        },
      },
    ],
  },
});
