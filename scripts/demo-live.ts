// `npm run demo`: the project "Preflight", whose integrations point at this very instance. Made once;
// at later starts its integrations learn where the instance is now.
import { connectDemo } from "./demo/live.ts";
import { closeDatabase } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";

try {
  const owner = await db.member.findFirst({
    where: { role: "owner", removedAt: null },
    select: { organizationId: true, userId: true },
    orderBy: { createdAt: "asc" },
  });
  if (process.env.PREFLIGHT_DEMO_ALLOWED !== "1" || !owner) {
    throw new Error("There is no sample organisation. Use `npm run demo`.");
  }
  await connectDemo(owner, {
    baseUrl: process.env.DEMO_BASE_URL ?? "",
    metricsToken: process.env.DEMO_METRICS_TOKEN ?? "",
    prometheusUrl: process.env.DEMO_PROMETHEUS_URL,
    alertmanagerUrl: process.env.DEMO_ALERTMANAGER_URL,
    postgresUrl: process.env.DEMO_POSTGRES_URL,
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
