import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { unknown } from "../../finding.ts";
import { type Check, defineCheck, type Finding } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import type { Answer, CallRequest, Reader } from "../../reader.ts";
import { refusalOf } from "../../refusal.ts";
import type { Burst } from "./burst.ts";
import { certificatesOf, type HttpConfig, type HttpCredentials } from "./http-config.ts";

/** What one run of an http integration asks the project's own addresses through. */
export type HttpSource = {
  config: HttpConfig;
  credentials: HttpCredentials;
  reader: Reader;
  /** Authorities (PEM) of the project, besides the well-known ones. */
  ca: string | undefined;
  /** A path that no site has. */
  nowhere: string;
  bursts: Map<string, Promise<Burst>>;
  pages: Map<string, Promise<TimedPage>>;
};

/** What came of asking for a page, and how long it took. */
export type TimedPage = { seconds: number } & (
  { answer: Answer; error?: never } | { answer?: never; error: ProviderError }
);

/**
 * The client for one run; pages and bursts are asked for once in it, however many checks need them.
 */
export function openHttp(
  config: HttpConfig,
  credentials: HttpCredentials,
  reader: Reader,
): HttpSource {
  return {
    config,
    credentials,
    reader,
    ca: certificatesOf(config.caCertificate) || undefined,
    nowhere: `/preflight-${randomUUID()}`,
    bursts: new Map(),
    pages: new Map(),
  };
}

/** The address of a path below `base`; an address stays what it is. */
export function addressOf(base: string, path: string): string {
  if (/^https?:\/\//i.test(path)) return path;
  return `${base.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`;
}

/**
 * The address of a path on the very host of `base`: for what carries a token of the project's, or acts
 * on its target. Throws ProviderError (`refused`) for another host.
 */
export function addressOn(base: string, path: string): string {
  const address = addressOf(base, path);
  const isThere = URL.canParse(address) && new URL(address).origin === new URL(base).origin;
  if (!isThere) throw new ProviderError("refused", `${path}: another host`);
  return address;
}

/** Asks and returns the answer, whatever its status. Throws ProviderError when none came. */
export function ask(
  source: HttpSource,
  address: string,
  request: CallRequest = {},
): Promise<Answer> {
  return source.reader.call(address, { ...request, ca: source.ca });
}

/** The answer, if it is the thing itself. Throws ProviderError for any status but 2xx. */
export function served(answer: Answer): Answer {
  const refusal = refusalOf(answer);
  if (refusal) throw refusal;
  return answer;
}

/** The front page of production. Throws ProviderError where there is none. */
export async function frontPage(source: HttpSource): Promise<Answer & { address: string }> {
  const address = addressOf(source.config.baseUrl, source.config.frontPath);
  return { ...served(await ask(source, address)), address };
}

/** A page and how long it took; asked once in a run. */
export function timedPage(source: HttpSource, address: string): Promise<TimedPage> {
  const known = source.pages.get(address);
  if (known) return known;
  const started = performance.now();
  const page = ask(source, address).then(
    (answer): TimedPage => ({ answer, seconds: answer.milliseconds / 1_000 }),
    (error: unknown): TimedPage => {
      if (!(error instanceof ProviderError)) throw error;
      return { error, seconds: (performance.now() - started) / 1_000 };
    },
  );
  source.pages.set(address, page);
  return page;
}

/** The header that shows a token, if there is one. */
export function bearer(token: string): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** A JSON object; null for everything else. */
export function objectOf(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/** `value` where it is a JSON object, else null. */
export function asObject(value: unknown): Record<string, unknown> | null {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : null;
}

type TargetCheck<Settings extends z.ZodObject> = {
  settings: Settings;
  run: (source: HttpSource, settings: z.infer<Settings>, target: string) => Promise<Finding>;
};

/** A check that acts on its target, so it runs against what the project calls a test target alone. */
export function defineActiveCheck<Settings extends z.ZodObject>({
  settings,
  run,
}: TargetCheck<Settings>): Check<HttpSource> {
  return defineCheck({
    settings,
    active: true,
    run: async (source: HttpSource, own) => {
      const target = source.config.testTargetUrl;
      return target ? run(source, own, target) : unknown("no_test_target");
    },
  });
}

/** A check of the staging environment; where none is declared, of the test target. */
export function defineStagingCheck<Settings extends z.ZodObject>({
  settings,
  run,
}: TargetCheck<Settings>): Check<HttpSource> {
  return defineCheck({
    settings,
    run: async (source: HttpSource, own) => {
      const target = source.config.stagingUrl || source.config.testTargetUrl;
      return target ? run(source, own, target) : unknown("not_declared", {}, "stagingUrl");
    },
  });
}
