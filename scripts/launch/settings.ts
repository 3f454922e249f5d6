import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import { takeSecretFiles } from "#lib/platform/secret-files.ts";
import { LaunchFailure } from "./failure.ts";

/** Root of the checkout. */
export const ROOT = resolve(import.meta.dirname, "../..");

export type Mode = "start" | "dev" | "demo";

const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), type.optional());

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535);

function isAddressOrRange(value: string): boolean {
  const [address = "", prefix, ...rest] = value.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return (
    prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128))
  );
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text).length > 0;
  } catch {
    return false;
  }
}

function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value);
  return (
    !!url &&
    /^postgres(ql)?:$/.test(url.protocol) &&
    [url.username, url.password].every((part) => part === "" || isDecodable(part)) &&
    isDecodable(url.pathname.slice(1))
  );
}

function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return (
    !!url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !/[?#@]/.test(value)
  );
}

/** Without key or project number Sentry's code says so once, and sends nothing. */
function isSentryDsn(value: string): boolean {
  const url = URL.parse(value);
  return (
    !!url && /^https?:$/.test(url.protocol) && url.username !== "" && /\/\d+$/.test(url.pathname)
  );
}

const postgresUrl = z.string().refine(isPostgresUrl);
const webUrl = z.url({ protocol: /^https?$/ });

const schema = z.object({
  PORT: optional(port),
  PREFLIGHT_HOST: optional(z.string().regex(/^[A-Za-z0-9.:_-]+$/)),
  PREFLIGHT_URL: optional(z.string().refine(isOrigin)),
  PREFLIGHT_LEAKED_PASSWORDS_URL: optional(webUrl),
  PREFLIGHT_SECRET: optional(z.string().min(32)),
  PREFLIGHT_PREVIOUS_SECRET: optional(z.string().min(32)),
  PREFLIGHT_SETUP_CODE: optional(z.string().regex(/^[\x21-\x7e]{12,100}$/)),
  PREFLIGHT_TRUSTED_PROXIES: optional(
    z.string().refine((list) => list.split(",").every((one) => isAddressOrRange(one.trim()))),
  ),
  PREFLIGHT_ALLOW_PRIVATE_NETWORKS: optional(
    z.string().refine((list) => list.split(",").every((one) => isAddressOrRange(one.trim()))),
  ),
  PREFLIGHT_DATA_DIR: optional(z.string().refine((path) => !path.includes("\0"))),
  PREFLIGHT_LOG: optional(z.enum(["files", "stdout"])),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_OWNER_URL: optional(postgresUrl),
  DATABASE_POOL_SIZE: optional(z.coerce.number().int().min(2).max(200)),
  PREFLIGHT_RATE_LIMIT: optional(z.coerce.number().int().min(10).max(100_000_000)),
  PREFLIGHT_METRICS_TOKEN: optional(z.string().min(16)),
  PREFLIGHT_SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  PREFLIGHT_MAIL_FROM: optional(z.string().regex(/^[^\r\n]*@[^\r\n]*$/)),
  SENTRY_DSN: optional(z.string().refine(isSentryDsn)),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(webUrl),
  LOG_LEVEL: optional(z.enum(["trace", "debug", "info", "warn", "error", "silent"])),
});

type Name = keyof z.infer<typeof schema>;

const POSTGRES_FORM =
  "of the form postgresql://user:password@host:5432/database, with special characters percent-encoded";

const expected: Record<Name, string> = {
  PORT: "a whole number from 1 to 65535",
  PREFLIGHT_HOST: "an address or host name to listen on, such as 0.0.0.0",
  PREFLIGHT_URL: "the public address without a path, such as https://preflight.example.com",
  PREFLIGHT_LEAKED_PASSWORDS_URL:
    "an http or https address, such as https://api.pwnedpasswords.com/range",
  PREFLIGHT_SECRET: "at least 32 characters long (openssl rand -base64 32 makes one)",
  PREFLIGHT_PREVIOUS_SECRET: "the secret before, at least 32 characters long",
  PREFLIGHT_SETUP_CODE: "12 to 100 characters without spaces",
  PREFLIGHT_TRUSTED_PROXIES: "addresses or ranges with commas between, such as 10.0.0.0/8,::1",
  PREFLIGHT_ALLOW_PRIVATE_NETWORKS: "ranges with commas between, such as 10.0.0.0/8",
  PREFLIGHT_DATA_DIR: "the path of a folder",
  PREFLIGHT_LOG: "files or stdout",
  DATABASE_URL: POSTGRES_FORM,
  DATABASE_OWNER_URL: POSTGRES_FORM,
  DATABASE_POOL_SIZE: "a whole number from 2 to 200",
  PREFLIGHT_METRICS_TOKEN: "at least 16 characters long",
  PREFLIGHT_SMTP_URL: "of the form smtp://user:password@host:587 or smtps://user:password@host:465",
  PREFLIGHT_MAIL_FROM: "an address, such as Preflight <preflight@example.com>",
  PREFLIGHT_RATE_LIMIT: "a whole number from 10 to 100000000, requests a minute",
  SENTRY_DSN: "the DSN that Sentry shows for the project: https://key@host/number",
  OTEL_EXPORTER_OTLP_ENDPOINT: "an http or https address, such as http://localhost:4318",
  LOG_LEVEL: "one of trace, debug, info, warn, error, silent",
};

/** Everything the launcher was told from outside, checked. */
export interface Settings {
  mode: Mode;
  /** Absolute folder of all data of this mode. */
  dataDir: string;
  host: string;
  /** Given port, undefined when we may choose one. */
  port: number | undefined;
  publicUrl: string | undefined;
  secret: string | undefined;
  setupCode: string | undefined;
  /** External database; undefined means the embedded one. */
  database: { url: string; ownerUrl: string; sameUser: boolean } | undefined;
  logToStdout: boolean;
}

function parseMode(args: readonly string[]): Mode {
  const unknown = args.filter((arg) => arg !== "--dev" && arg !== "--demo");
  if (unknown.length > 0 || args.length > 1) {
    throw new LaunchFailure(
      `Unknown arguments: ${args.join(" ")}.`,
      "Use npm start, npm run dev or npm run demo; everything else is set by environment variables (docs/running.md).",
    );
  }
  if (args[0] === "--dev") return "dev";
  return args[0] === "--demo" ? "demo" : "start";
}

/**
 * Takes secrets from the files that variables such as PREFLIGHT_SECRET_FILE name into `env`, so that
 * all processes that are started get the secrets alike.
 * @throws LaunchFailure that names the variable
 */
export function readSecretFiles(env: Record<string, string | undefined>): void {
  try {
    takeSecretFiles(env);
  } catch (error) {
    throw new LaunchFailure(
      (error as Error).message,
      "Correct the environment (or the file .env) and start again.",
      { cause: error },
    );
  }
}

/**
 * Settings from the command line and the environment.
 * @throws LaunchFailure that names each malformed variable; values are not repeated, they may be secret
 */
export function readSettings(
  args: readonly string[],
  env: Record<string, string | undefined>,
): Settings {
  const mode = parseMode(args);
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path[0] as Name))];
    throw new LaunchFailure(
      names.map((name) => `${name} is not valid: it must be ${expected[name]}.`).join(" "),
      "Correct the environment (or the file .env) and start again.",
    );
  }
  const value = parsed.data;
  if (value.DATABASE_OWNER_URL && !value.DATABASE_URL) {
    throw new LaunchFailure(
      "DATABASE_OWNER_URL is set, but DATABASE_URL is not.",
      "Set both, or neither to use the embedded database.",
    );
  }
  const base = resolve(ROOT, value.PREFLIGHT_DATA_DIR ?? ".preflight");
  const ownerUrl = value.DATABASE_OWNER_URL ?? value.DATABASE_URL;
  return {
    mode,
    dataDir: mode === "demo" ? join(base, "demo") : base,
    host: value.PREFLIGHT_HOST ?? "127.0.0.1",
    port: value.PORT,
    publicUrl: value.PREFLIGHT_URL && new URL(value.PREFLIGHT_URL).origin,
    secret: value.PREFLIGHT_SECRET,
    setupCode: value.PREFLIGHT_SETUP_CODE,
    database:
      value.DATABASE_URL && ownerUrl
        ? { url: value.DATABASE_URL, ownerUrl, sameUser: !value.DATABASE_OWNER_URL }
        : undefined,
    logToStdout: value.PREFLIGHT_LOG === "stdout",
  };
}
