import { z } from "zod";
import { takeSecretFiles } from "./secret-files.ts";

const optionalText = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Role that every connection takes on, where DATABASE_URL signs in as the owner of the tables. */
  PREFLIGHT_DATABASE_ROLE: optionalText,
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  PREFLIGHT_SECRET: z.string().min(32),
  /** The secret before, while it is being replaced: opens what was made under it. */
  PREFLIGHT_PREVIOUS_SECRET: z
    .string()
    .transform((value) => value || undefined)
    .pipe(z.string().min(32).optional())
    .optional(),
  PREFLIGHT_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000"),
  /** Service that knows leaked passwords by the first five signs of their SHA-1; else it is not asked. */
  PREFLIGHT_LEAKED_PASSWORDS_URL: optionalText.pipe(z.url({ protocol: /^https?$/ }).optional()),
  PREFLIGHT_SETUP_CODE: optionalText,
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed, separated by commas. */
  PREFLIGHT_TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((value) => value.split(",").map((part) => part.trim()))
    .transform((parts) => parts.filter(Boolean)),
  /** CIDR ranges of own networks that calls to the outside may reach, separated by commas. */
  PREFLIGHT_ALLOW_PRIVATE_NETWORKS: z
    .string()
    .default("")
    .transform((value) => value.split(",").map((part) => part.trim()))
    .transform((parts) => parts.filter(Boolean))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
  /** Requests a minute that one person or address may make; refused with 429 beyond. */
  PREFLIGHT_RATE_LIMIT: z.coerce.number().int().min(10).max(100_000_000).default(6_000),
  /** Folder whose disk is watched by /api/ready. */
  PREFLIGHT_DATA_DIR: optionalText.transform((value) => value ?? "."),
  /** Who sends this as a bearer token may read /api/metrics from anywhere. */
  PREFLIGHT_METRICS_TOKEN: optionalText.pipe(z.string().min(16).optional()),
  /** smtp://user:password@host:port, or smtps:// for TLS from the start. Without it no mail is sent. */
  PREFLIGHT_SMTP_URL: optionalText.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  /** Who mails are from, such as `Preflight <preflight@example.com>`. */
  PREFLIGHT_MAIL_FROM: optionalText.pipe(
    z
      .string()
      .max(320)
      .regex(/^[^\r\n]*@[^\r\n]*$/)
      .optional(),
  ),
  SENTRY_DSN: z
    .url()
    .optional()
    .or(z.literal("").transform(() => undefined)),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalText,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * The settings of this process, parsed at first use, with secrets from files where these are named.
 * Throws an Error that names each missing or malformed variable; never repeats a value, since some
 * are secrets.
 */
export function env(): Env {
  if (parsed) return parsed;
  const given = { ...process.env };
  try {
    takeSecretFiles(given);
  } catch (error) {
    throw new Error(`Environment not usable. ${(error as Error).message}`, { cause: error });
  }
  const result = schema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map(
      (issue) => `${issue.path.join(".")}: ${issue.message}`,
    );
    throw new Error(`Environment not usable. ${problems.join("; ")}`);
  }
  parsed = result.data;
  // next-auth would otherwise build its addresses from what the Host header says.
  process.env.AUTH_URL ??= parsed.PREFLIGHT_URL;
  return parsed;
}

/** How much to log; known before, and even if, the other settings are usable. */
export const logLevel = (): Env["LOG_LEVEL"] =>
  schema.shape.LOG_LEVEL.catch("info").parse(process.env.LOG_LEVEL);
