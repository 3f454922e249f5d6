import { db } from "#lib/platform/db/read.ts";
import type { Locale } from "#lib/platform/i18n/locales.ts";
import { Catalog, type CatalogItem, catalogChecklist, catalogItems } from "./catalog.ts";
import type { ParsedChecklist } from "./checklist.ts";

const KEY = "production-readiness";

/** The newest version of the bundled catalog in the database, as a checklist with nothing done. */
export async function latestCatalog(): Promise<{
  id: string;
  version: number;
  checklist: ParsedChecklist;
}> {
  const row = await db.templateVersion.findFirst({
    where: { key: KEY },
    orderBy: { version: "desc" },
  });
  if (!row) throw new Error("The database holds no catalog: run scripts/load-catalog.ts");
  const checklist = catalogChecklist(Catalog.parse(row.content));
  return { id: row.id, version: row.version, checklist };
}

/**
 * How a program can verify an item, from the catalog version that its project was made from; the rules
 * in one language.
 */
export async function findAutomation(projectId: string, itemCode: string, locale: Locale) {
  const automation = await findProjectAutomation(projectId);
  const ways = automation.get(itemCode) ?? [];
  return ways.map((way) => ({ ...way, signal: way.signal[locale] }));
}

/** The codes of a project's items that a person has to attest besides what programs verify. */
export async function findAttested(projectId: string): Promise<ReadonlySet<string>> {
  const automation = await findProjectAutomation(projectId);
  const attested = [...automation].filter(([, ways]) =>
    ways.some(({ provider }) => provider === "self-attest"),
  );
  return new Set(attested.map(([code]) => code));
}

/** How programs can verify items, by the items' codes; empty for a project that is not of the catalog. */
export async function findProjectAutomation(
  projectId: string,
): Promise<ReadonlyMap<string, CatalogItem["automation"]>> {
  const version = await db.templateVersion.findFirst({
    where: { projects: { some: { id: projectId } } },
    select: { id: true },
  });
  return version ? readAutomation(version.id) : new Map();
}

// A stored version never changes, so each process reads it once.
const versions = new Map<string, Promise<Map<string, CatalogItem["automation"]>>>();

function readAutomation(id: string): Promise<Map<string, CatalogItem["automation"]>> {
  const known = versions.get(id);
  if (known) return known;
  const reading = readVersion(id);
  versions.set(id, reading);
  reading.catch(() => versions.delete(id));
  return reading;
}

async function readVersion(id: string) {
  const row = await db.templateVersion.findUnique({ where: { id }, select: { content: true } });
  const items = row ? catalogItems(Catalog.parse(row.content)) : [];
  return new Map(items.map((item) => [item.id, item.automation]));
}

/** The plan of what to do first, from the catalog version that a project was made from; else none. */
export async function findFocusPlan(projectId: string): Promise<Catalog["focusPlan"]> {
  const [row] = await db.$queryRaw<{ plan: Catalog["focusPlan"] }[]>`
    SELECT t.content -> 'focusPlan' AS plan FROM template_versions t
    JOIN projects p ON p.template_version_id = t.id WHERE p.id = ${projectId}::uuid`;
  return row?.plan ?? [];
}
