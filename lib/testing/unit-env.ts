/**
 * The settings that code cannot do without, for unit tests: no database is there, and calls to the
 * outside reach this machine. `more` are settings of the test's own.
 */
export function setUnitEnv(more: Record<string, string> = {}): void {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@localhost/nothing",
    PREFLIGHT_SECRET: "a secret of the unit tests, forty-eight characters",
    PREFLIGHT_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8",
    ...more,
  });
}
