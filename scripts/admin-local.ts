// Finds the database of the installation in this folder, then does what scripts/admin.ts does where
// the environment names one.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pidFileLines } from "./database/cluster.ts";
import { openDatabase } from "./launch/database.ts";
import { LaunchFailure, sentence } from "./launch/failure.ts";
import { loadSecrets, type Secrets } from "./launch/secrets.ts";
import { readSecretFiles, readSettings, ROOT, type Settings } from "./launch/settings.ts";

const NOT_RUNNING = new LaunchFailure(
  "Preflight does not run in this folder.",
  "Start it with npm start, then try again in another terminal.",
);

/** The embedded database as the application sees it; it runs as long as `npm start` does. */
function embeddedUrl({ dataDir }: Settings, secrets: Secrets): string {
  const port = pidFileLines(join(dataDir, "postgres"))[3];
  if (!port) throw NOT_RUNNING;
  return `postgresql://preflight_app:${secrets.databaseAppPassword}@127.0.0.1:${port}/preflight`;
}

async function findInstallation(): Promise<Record<string, string>> {
  const settings = readSettings([], process.env);
  if (!existsSync(join(settings.dataDir, "secrets.json"))) throw NOT_RUNNING;
  const secrets = loadSecrets(settings.dataDir);
  const database = settings.database
    ? (await openDatabase(settings, secrets, () => undefined)).appEnv
    : { DATABASE_URL: embeddedUrl(settings, secrets) };
  return { PREFLIGHT_SECRET: settings.secret ?? secrets.secret, ...database };
}

const file = join(ROOT, ".env");
if (existsSync(file)) process.loadEnvFile(file);
try {
  readSecretFiles(process.env);
  if (!process.env.DATABASE_URL || !process.env.PREFLIGHT_SECRET) {
    Object.assign(process.env, await findInstallation());
  }
} catch (error) {
  console.error(sentence(error));
  process.exit(1);
}
await import("./admin.ts");
