import { inScope } from "#lib/checklist/item-fields.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Locale } from "#lib/platform/i18n/locales.ts";
import type { AccessState, CheckReadiness } from "./choices.ts";
import type { PreflightCheck, PreflightItem } from "./connect-contract.ts";
import { fieldsOf, undeclaredFields } from "./fields.ts";
import type { Config, Given } from "./given.ts";
import { mentionsOf } from "./link-checks.ts";
import type { AnyProvider } from "./provider.ts";

type Item = Omit<PreflightItem, "checks">;

/**
 * Which items of a project, of those in scope, an integration with this access can verify by which
 * checks, and what is missing for the others.
 */
export async function preflight(
  projectId: string,
  { provider, config }: Pick<Given, "provider" | "config">,
  access: Record<string, AccessState>,
  locale: Locale,
): Promise<PreflightItem[]> {
  const mentions = Map.groupBy(await mentionsOf(projectId, provider.id), ({ code }) => code);
  const items = await readItems(projectId, [...mentions.keys()]);
  return items.map((item) => ({
    ...item,
    checks: (mentions.get(item.code) ?? []).map((mention) =>
      judge(provider, testTargets(config), access, { ...mention, signal: mention.signal[locale] }),
    ),
  }));
}

/** Of the items in scope, those with these codes, in the order of the checklist. */
export function readItems(projectId: string, codes: readonly string[]): Promise<Item[]> {
  return db.$queryRaw<Item[]>`
    SELECT i.id, i.code, i.title, i.title_ko AS "titleKo"
    FROM items i JOIN projects p ON p.id = i.project_id
    WHERE i.project_id = ${projectId}::uuid AND i.code = ANY(${codes}) AND ${inScope}
    ORDER BY i.rank, i.id`;
}

/** The fields in which a test target is named; null where one is, or where there are none. */
function testTargets(config: Config): string[] | null {
  const fields = Object.keys(config).filter((name) => name.startsWith("testTarget"));
  return fields.some((name) => config[name] !== "") ? null : fields;
}

function judge(
  provider: AnyProvider,
  targets: string[] | null,
  access: Record<string, AccessState>,
  { name, signal }: Pick<PreflightCheck, "name" | "signal">,
): PreflightCheck {
  const check = provider.checks[name];
  const nothing = { name, signal, permissions: [], plan: [], settings: [], config: [] };
  if (!check) return { ...nothing, readiness: "unavailable" };
  const missing = check.needs.filter((need) => access[need] === "missing");
  const plan = check.needs.filter((need) => access[need] === "no_plan");
  const unsure = check.needs.filter((need) => (access[need] ?? "unknown") === "unknown");
  const settings = undeclaredFields(fieldsOf(check.settings), {});
  const config = check.active && targets ? targets : [];
  const blocking = [...missing, ...plan];
  const permissions = blocking.length > 0 ? missing : unsure;
  const readiness = readinessOf(blocking, [...settings, ...config], unsure);
  return { ...nothing, permissions, plan, settings, config, readiness };
}

function readinessOf(blocking: string[], empty: string[], unsure: string[]): CheckReadiness {
  if (blocking.length > 0) return "blocked";
  if (empty.length > 0) return "undeclared";
  return unsure.length > 0 ? "unsure" : "ready";
}
