import { parse } from "yaml";
import { z } from "zod";
import { authorizationOf } from "#lib/integrations/authorization.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Reader } from "#lib/integrations/reader.ts";
import { routing, type Routing } from "./routing.ts";

export const config = z.strictObject({
  url: z.url(),
  user: z.string().max(200).default(""),
  /** Matchers such as `team="payments"`: which alerts and silences are the project's. */
  filters: z.array(z.string().min(1).max(300)).max(10).default([]),
});
type Config = z.infer<typeof config>;

export const credentials = z.strictObject({
  token: z.string().max(4_000).default(""),
  password: z.string().max(1_000).default(""),
});

/** Alertmanager's HTTP interface, for one run. Everything may throw ProviderError. */
export type AlertmanagerSource = {
  status: () => Promise<{ version: string }>;
  /** Its configuration, as far as it is about who hears of what. */
  routing: () => Promise<Routing>;
  /** The project's alerts that are neither silenced nor inhibited. */
  openAlerts: () => Promise<Alert[]>;
  activeSilences: () => Promise<Silence[]>;
};

export type Alert = z.infer<typeof alert>;
export type Silence = z.infer<typeof silence>;

const texts = z.record(z.string(), z.string());
const status = z.looseObject({
  versionInfo: z.looseObject({ version: z.string() }),
  config: z.looseObject({ original: z.string() }),
});
const alert = z.looseObject({
  labels: texts,
  annotations: texts,
  startsAt: z.string(),
  generatorURL: z.string().optional(),
});
const silence = z.looseObject({
  id: z.string(),
  comment: z.string(),
  createdBy: z.string(),
  endsAt: z.string(),
  status: z.looseObject({ state: z.string() }),
  matchers: z.array(z.looseObject({ name: z.string(), value: z.string() })),
});

/** Calls nobody yet. */
export function openAlertmanager(
  own: Config,
  access: z.infer<typeof credentials>,
  reader: Reader,
): AlertmanagerSource {
  const headers = authorizationOf({ user: own.user, ...access });
  const base = own.url.replace(/\/+$/, "");
  const get = <T>(path: string, query: string[][], shape: z.ZodType<T>): Promise<T> => {
    const search = new URLSearchParams(query).toString();
    return reader.json(`${base}/api/v2/${path}${search && `?${search}`}`, shape, { headers });
  };
  const filters = own.filters.map((filter) => ["filter", filter]);

  return {
    status: async () => ({ version: (await get("status", [], status)).versionInfo.version }),
    routing: async () => readConfiguration((await get("status", [], status)).config.original),
    openAlerts: () =>
      get("alerts", [["silenced", "false"], ["inhibited", "false"], ...filters], z.array(alert)),
    activeSilences: async () =>
      (await get("silences", filters, z.array(silence))).filter(
        ({ status: { state } }) => state === "active",
      ),
  };
}

function readConfiguration(yaml: string): Routing {
  let value: unknown;
  try {
    value = parse(yaml);
  } catch (cause) {
    throw new ProviderError("not_understood", "config.original is not YAML.", { cause });
  }
  const parsed = routing.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProviderError(
    "not_understood",
    `config.original: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
  );
}
