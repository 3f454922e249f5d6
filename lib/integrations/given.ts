import type { Context } from "#lib/platform/auth/context.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import { toInvalidError } from "#lib/platform/http/problem.ts";
import type { ProviderId } from "./choices.ts";
import type { FieldValue } from "./connect-contract.ts";
import { fieldsOf } from "./fields.ts";
import { configOf, credentialsOf, type Row } from "./integration-store.ts";
import type { AnyProvider } from "./provider.ts";
import { providers } from "./provider-registry.ts";

export type Config = Record<string, FieldValue>;
export type Credentials = Record<string, string>;

/** What people have typed in, as its provider understands it. */
export type Given = { provider: AnyProvider; config: Config; credentials: Credentials };

/**
 * Checks configuration and credentials by their provider's schemas; defaults are filled in, empty
 * credentials left out. Throws InvalidError that names the fields as `config.<name>` and
 * `credentials.<name>`.
 */
export function checkGiven(
  ctx: Context,
  id: ProviderId,
  config: Record<string, unknown>,
  credentials: Record<string, string | null>,
): Given {
  const provider = providers[id];
  if (!provider) throw invalid("provider", "provider_unavailable");
  const present = withoutEmpty(credentials);
  const parsed = provider.config.safeParse(config);
  const secrets = provider.credentials.safeParse(present);
  const issues = [
    ...(parsed.success ? [] : prefixed("config", toInvalidError(parsed.error, ctx.locale))),
    ...(secrets.success ? [] : prefixed("credentials", toInvalidError(secrets.error, ctx.locale))),
  ];
  if (!parsed.success || !secrets.success) throw new InvalidError("invalid", issues);
  return { provider, config: parsed.data as Config, credentials: present };
}

/**
 * The same for changes of what is stored; what is not given stays. Throws InvalidError where stored
 * credentials would go to another server than the one they were given for.
 */
export function checkChanges(
  ctx: Context,
  row: Row,
  changes: { config?: Config | undefined; credentials?: Record<string, string | null> | undefined },
): Given {
  const stored = { config: configOf(row), credentials: credentialsOf(row) };
  const credentials = { ...stored.credentials, ...changes.credentials };
  const given = checkGiven(ctx, row.provider, changes.config ?? stored.config, credentials);
  const kept = Object.keys(stored.credentials).filter(
    (name) => !(name in (changes.credentials ?? {})),
  );
  if (kept.length > 0 && isElsewhere(given.provider, stored.config, given.config)) {
    throw new InvalidError(
      "invalid",
      kept.map((name) => ({ path: `credentials.${name}`, code: "credential_again" })),
    );
  }
  return given;
}

/** Whether an address of the configuration leads to another server than before. */
function isElsewhere(provider: AnyProvider, before: Config, after: Config): boolean {
  const addresses = fieldsOf(provider.config).filter(({ kind }) => kind === "url");
  return addresses.some(({ name, default: standard }) => {
    const [was, is] = [before, after].map((config) => originOf(config[name] ?? standard));
    return is !== null && was !== is;
  });
}

function originOf(value: unknown): string | null {
  return typeof value === "string" && URL.canParse(value) ? new URL(value).origin : null;
}

function withoutEmpty(credentials: Record<string, string | null>): Credentials {
  return Object.fromEntries(
    Object.entries(credentials).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

const invalid = (path: string, code: string) => new InvalidError("invalid", [{ path, code }]);

const prefixed = (prefix: string, { issues }: InvalidError) =>
  issues.map((issue) => ({ ...issue, path: [prefix, issue.path].filter(Boolean).join(".") }));
