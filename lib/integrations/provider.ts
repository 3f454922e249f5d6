import type { z } from "zod";
import type { AccessState, ProviderId, UnknownReason } from "./choices.ts";
import type { Reader } from "./reader.ts";

/**
 * What was seen, in the provider's own terms: name → value, such as `{ days_left: 12 }`. It is shown
 * as it is, in every language, so names are those of the field and values are short.
 */
export type Facts = Record<string, string | number | boolean | null | string[]>;

/**
 * What a check has found. `limit` holds the figures that decided. Unknown for the reason `absent`: the
 * subject does not exist (no queue, no Slack channel), so that the check does not count for its items.
 */
export type Finding =
  | { verdict: "pass" | "fail"; seen: Facts; limit?: Facts }
  | { verdict: "unknown"; reason: UnknownReason; seen?: Facts; detail?: string | null };

/**
 * One check of the catalog. `settings` are the figures and names that a project may change, all with
 * defaults; a field that nobody has filled makes the finding `unknown` with `not_declared`.
 */
export type Check<Source> = {
  settings: z.ZodObject;
  /** Permissions at the provider, by the names of `test().access`, without which it cannot tell. */
  needs: readonly string[];
  /** Acts on its target, so it runs only where the configuration names a test target. */
  active?: true;
  /** `settings` have been parsed by the schema above. May throw ProviderError. */
  run: (source: Source, settings: never) => Promise<Finding>;
};

/** A line of a table or a list: an alert, an incident, a failed run. */
export type SignalRow = {
  title: string;
  state: "pass" | "fail" | "warn" | "unknown";
  detail?: string;
  url?: string;
  /** ISO 8601. */
  at?: string;
};

/** What a signal says at one moment; null where there is nothing to say. */
export type SignalReading = {
  value: number | null;
  /** The lines of a chart, at most 20; without them `value` is the only one. */
  series?: { name: string; value: number }[];
  /** At most 50. */
  rows?: SignalRow[];
  /** Why nobody answered, where that itself is what the signal says. */
  unanswered?: { reason: UnknownReason; detail: string | null };
};

export type Signal<Source> = {
  params: z.ZodObject;
  needs: readonly string[];
  /** `params` have been parsed by the schema above. May throw ProviderError. */
  read: (source: Source, params: never) => Promise<SignalReading>;
};

/** A widget that is one click away. Its title stands in `widgets.presets.<name>`. */
export type Preset = {
  name: string;
  signal: string;
  params: Record<string, unknown>;
  kind: "status" | "number" | "series" | "table" | "list";
  /** `%` takes 0.05 as 5 %; `s`, `B`, `/s`, `days` or nothing. */
  unit: "" | "%" | "s" | "B" | "/s" | "days";
  warnAt?: number;
  failAt?: number;
  lowIsBad?: true;
};

/** As whom the provider knows us, and what we may do there. */
export type TestResult = { account: string | null; access: Record<string, AccessState> };

/**
 * A kind of service outside. `Source` is its client for one run, made by `open`, which must not call
 * anybody yet. All calls go through the reader, which limits, records and masks them.
 */
export type Provider<Source> = {
  id: ProviderId;
  /** What is not secret; flat, of texts, addresses, numbers, booleans, words and lists of texts. */
  config: z.ZodObject;
  /** What is: texts only, all write-only; empty where nothing is needed. */
  credentials: z.ZodObject;
  open: (config: never, credentials: never, reader: Reader) => Source;
  /** Ends what `open` has opened. */
  close?: (source: Source) => Promise<void>;
  /** Proves that the connection works. Throws ProviderError with the reason where it does not. */
  test: (source: Source) => Promise<TestResult>;
  /** Sends a text where people see it. Throws ProviderError. */
  message?: (source: Source, text: string) => Promise<void>;
  checks: Record<string, Check<Source>>;
  signals: Record<string, Signal<Source>>;
  presets: readonly Preset[];
  /** At most so many calls in so many seconds for one integration. */
  pace: { calls: number; perSeconds: number };
};

/** A provider as the framework sees it; its client is opaque there. */
export type AnyProvider = Provider<unknown>;

/**
 * A provider whose parts fit each other. Returned as any provider: what its client is, only its own
 * parts know.
 */
export function defineProvider<Config extends z.ZodObject, Credentials extends z.ZodObject, Source>(
  provider: Omit<Provider<Source>, "config" | "credentials" | "open"> & {
    config: Config;
    credentials: Credentials;
    open: (config: z.infer<Config>, credentials: z.infer<Credentials>, reader: Reader) => Source;
  },
): AnyProvider {
  return provider as unknown as AnyProvider;
}

/** A check whose `run` gets its settings with the types of the schema. */
export function defineCheck<Settings extends z.ZodObject, Source>(check: {
  settings: Settings;
  needs?: readonly string[];
  active?: true;
  run: (source: Source, settings: z.infer<Settings>) => Promise<Finding>;
}): Check<Source> {
  return { needs: [], ...check };
}

/** A signal whose `read` gets its params with the types of the schema. */
export function defineSignal<Params extends z.ZodObject, Source>(signal: {
  params: Params;
  needs?: readonly string[];
  read: (source: Source, params: z.infer<Params>) => Promise<SignalReading>;
}): Signal<Source> {
  return { needs: [], ...signal };
}
