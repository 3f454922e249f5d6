import { defineConfig } from "prisma/config";

// Used by Prisma's own command line only (`prisma generate`, and `prisma migrate deploy` on a
// connected machine). The application applies the same migrations with scripts/database/migrate.ts.
const url = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  ...(url ? { datasource: { url } } : {}),
});
