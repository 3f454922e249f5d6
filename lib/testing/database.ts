// Runs before each integration test file: a fresh clone of the template, named in the environment
// before the file imports the application. Nothing needs cleaning up, suites cannot meet.
import pg from "pg";
import { inject } from "vitest";
import { APP_ROLE_PASSWORD, TEMPLATE } from "./global-setup.ts";

const name = `test_${process.env.VITEST_POOL_ID ?? "0"}`;
const postgresUrl = inject("postgresUrl");

const client = new pg.Client({ connectionString: postgresUrl });
await client.connect();
try {
  // The file before us in this worker is done with it.
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
} finally {
  await client.end();
}

const owner = new URL(postgresUrl);
owner.pathname = `/${name}`;
const app = new URL(owner);
app.username = "preflight_app";
app.password = APP_ROLE_PASSWORD;

Object.assign(process.env, {
  DATABASE_URL: app.href,
  DATABASE_OWNER_URL: owner.href,
  PREFLIGHT_SECRET: "a secret of the integration tests, forty-eight chars",
  PREFLIGHT_SETUP_CODE: "setup-code-for-tests",
  PREFLIGHT_URL: "http://localhost:3000",
  // The providers that tests start are on this machine.
  PREFLIGHT_ALLOW_PRIVATE_NETWORKS: "127.0.0.1/32",
  LOG_LEVEL: "silent",
});
