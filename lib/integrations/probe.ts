import type { Context } from "#lib/platform/auth/context.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import { sayer } from "#lib/platform/i18n/say.ts";
import { logger } from "#lib/platform/log/logger.ts";
import type { AccessState, ProviderId, UnknownReason } from "./choices.ts";
import { excerptOf } from "./excerpt.ts";
import { openWith, type OpenIntegration } from "./open-integration.ts";
import { toFailure } from "./run-check.ts";

/** How a test went; `reason` is null where it went well. */
export type Probe = {
  reason: UnknownReason | null;
  detail: string | null;
  account: string | null;
  access: Record<string, AccessState>;
  skewSeconds: number | null;
};

const LONGEST_TEST_MS = 20_000;

/**
 * Tries a connection. Never throws for what is wrong with it: that is the answer. Calls the outside,
 * so it must not run inside of a transaction.
 */
export async function probe(
  provider: ProviderId,
  config: unknown,
  credentials: Record<string, string>,
): Promise<Probe> {
  const nothing = { detail: null, account: null, access: {} };
  return withSource(provider, config, credentials, async ({ provider: kind, source, reader }) => {
    try {
      const { account, access } = await kind.test(source);
      return { ...nothing, reason: null, account, access, skewSeconds: reader.skewSeconds() };
    } catch (error) {
      const { reason, detail } = failureOf(error, credentials);
      return { ...nothing, reason, detail, skewSeconds: reader.skewSeconds() };
    }
  });
}

/**
 * Throws InvalidError with `code` and, in the asker's language, why it came to nothing; passes where
 * there is no such reason.
 */
export async function assertWorked(
  { locale }: Pick<Context, "locale">,
  code: "integration_test_failed" | "message_failed",
  { reason, detail }: Pick<Probe, "reason" | "detail">,
): Promise<void> {
  if (!reason) return;
  const say = await sayer(locale, "integrations");
  const told = [say(`reasons.${reason}`, {}), detail].filter(Boolean).join(" ");
  throw new InvalidError(code, [], { reason: told });
}

/** Runs `work` with a provider's client and ends that in any case. */
export async function withSource<T>(
  provider: ProviderId,
  config: unknown,
  credentials: Record<string, string>,
  work: (opened: OpenIntegration) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(LONGEST_TEST_MS);
  const opened = openWith(provider, config, credentials, signal);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** What went wrong, without secrets; a fault of our own goes into the log. */
export function failureOf(
  error: unknown,
  credentials: Record<string, string>,
): { reason: UnknownReason; detail: string | null } {
  const { reason, detail, cause } = toFailure(error);
  if (reason === "internal_error") logger.error({ err: cause }, "integration test failed");
  return { reason, detail: detail && excerptOf(detail, Object.values(credentials)) };
}
