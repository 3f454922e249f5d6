// One-shot before the web server and the worker start: migrations, the job queue's tables, the bundled
// catalog, and the sign-in of the application's role. Run: node scripts/migrate.ts
import { takeSecretFiles } from "#lib/platform/secret-files.ts";
import { migrate } from "./database/deploy.ts";

try {
  takeSecretFiles(process.env);
  const { DATABASE_OWNER_URL, DATABASE_URL } = process.env;
  const ownerUrl = DATABASE_OWNER_URL || DATABASE_URL;
  if (!ownerUrl) {
    throw new Error(
      "Set DATABASE_OWNER_URL, the address of the database with the owner's sign-in.",
    );
  }
  console.log(await migrate(ownerUrl, DATABASE_URL));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
