import { AsyncLocalStorage } from "node:async_hooks";
import type { z } from "zod";
import { EgressError } from "#lib/platform/egress/egress-error.ts";
import type { EgressRequest } from "#lib/platform/egress/fetch.ts";
import { ask, isRead } from "./ask.ts";
import type { UnknownReason } from "./choices.ts";
import { excerptOf, wordsOf } from "./excerpt.ts";
import { keepPace, type Pace } from "./pace.ts";
import { ProviderClock } from "./provider-clock.ts";
import { ProviderError } from "./provider-error.ts";
import { refusalOf } from "./refusal.ts";

/** One question to a provider and what came back, without secrets; kept as evidence. */
export type ReadingRequest = {
  request: string;
  status: number | null;
  excerpt: string;
  at: string;
  milliseconds: number;
};

export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  bytes: number;
  /** From the question to the end of the answer. */
  milliseconds: number;
};

export type CallRequest = EgressRequest & {
  /**
   * Sent each time and to see how the host takes it: the answer's body is no part of the evidence, for
   * it may hold what nobody should read, and a host that does not answer is asked again.
   */
  probe?: true;
  /** The answer's body is no part of the evidence, as it may hold what nobody should read. */
  unquoted?: true;
};

/** What an answer was the last time, by address: asked for again only if it has changed. */
export type AnswerCache = {
  get: (key: string) => { etag: string; answer: Answer } | undefined;
  set: (key: string, value: { etag: string; answer: Answer }) => void;
};

/** What a provider asks the outside through, for one run of one integration. */
export type Reader = {
  signal: AbortSignal;
  /**
   * Sends a request and returns the answer, whatever its status. The same GET is sent once in a run.
   * Throws ProviderError when no answer came.
   */
  call: (address: string, request?: CallRequest) => Promise<Answer>;
  /** `call` for JSON of a known shape. Throws ProviderError for any status but 2xx and any other shape. */
  json: <T>(address: string, shape: z.ZodType<T>, request?: CallRequest) => Promise<T>;
  /** Notes something that was read in another way than by `call`, such as SQL. */
  note: (request: string, excerpt: string, milliseconds: number) => void;
  /** The provider's clock as its last answer told it, else ours, so that ages are right in spite of skew. */
  now: () => Date;
  /** Our clock minus the provider's, in seconds; null before the first answer with a date. */
  skewSeconds: () => number | null;
  /** Words that may hold some of the provider's, as they may be kept: storable and without secrets. */
  masked: (text: string) => string;
  /** Runs `work`; returns its result and what was read for it. */
  traced: <T>(work: () => Promise<T>) => Promise<{ result: T; requests: ReadingRequest[] }>;
};

export type ReaderOptions = {
  signal: AbortSignal;
  /** Masked wherever they appear. */
  secrets: readonly string[];
  pace: Pace;
  cache?: AnswerCache;
};

/** Requests of one reading that are kept; the rest is only counted. */
const KEPT_REQUESTS = 20;
const NOBODY_THERE = new Set<UnknownReason>(["unreachable", "timeout", "refused"]);

type Asked = { answer: Promise<Answer>; entry: Promise<ReadingRequest> };

/** A reader for one run. A host (with its port) that did not answer is not asked again in this run. */
export function createReader({ signal, secrets, pace, cache }: ReaderOptions): Reader {
  const trace = new AsyncLocalStorage<ReadingRequest[]>();
  const asked = new Map<string, Asked>();
  const silent = new Map<string, ProviderError>();
  const clock = new ProviderClock();
  const turn = keepPace(pace, signal);

  const keep = (entry: ReadingRequest): void => {
    const entries = trace.getStore();
    if (!entries || entries.length >= KEPT_REQUESTS || entries.includes(entry)) return;
    entries.push(entry);
  };

  const send = async (address: string, request: CallRequest): Promise<Answer> => {
    const { origin, host } = new URL(address);
    const known = silent.get(origin);
    if (known) throw known;
    await turn();
    try {
      const answer = await ask(address, request, signal, cache);
      clock.hear(answer.headers);
      return answer;
    } catch (error) {
      const failure = toProviderError(error, host);
      if (NOBODY_THERE.has(failure.reason) && !request.probe) silent.set(origin, failure);
      throw failure;
    }
  };

  const start = (address: string, request: CallRequest): Asked => {
    const at = new Date();
    const started = performance.now();
    const answer = send(address, request);
    const describe = (status: number | null, text: string): ReadingRequest => ({
      request: excerptOf(`${request.method ?? "GET"} ${address}`, secrets),
      status,
      excerpt: excerptOf(text, secrets),
      at: at.toISOString(),
      milliseconds: Math.round(performance.now() - started),
    });
    const entry = answer.then(
      ({ status, text }) => describe(status, request.probe || request.unquoted ? "" : text),
      (error: unknown) => describe(null, error instanceof Error ? error.message : ""),
    );
    return { answer, entry };
  };

  const call = async (address: string, request: CallRequest = {}): Promise<Answer> => {
    if (!URL.canParse(address)) throw new ProviderError("refused", "not an address");
    const once = isRead(request);
    const key = `${address} ${JSON.stringify(request.headers ?? {})}`;
    const known = once ? asked.get(key) : undefined;
    const current = known ?? start(address, request);
    if (once) asked.set(key, current);
    keep(await current.entry);
    return current.answer;
  };

  return {
    signal,
    call,
    json: async (address, shape, request) => {
      const answer = await call(address, {
        ...request,
        headers: { accept: "application/json", ...request?.headers },
      });
      const refusal = refusalOf(answer);
      if (refusal) throw refusal;
      return parseAs(answer.text, shape);
    },
    note: (request, excerpt, milliseconds) =>
      keep({
        request: excerptOf(request, secrets),
        status: null,
        excerpt: excerptOf(excerpt, secrets),
        at: new Date().toISOString(),
        milliseconds,
      }),
    now: () => clock.now(),
    masked: (text) => wordsOf(text, secrets),
    skewSeconds: () => clock.skewSeconds(),
    traced: async (work) => {
      const requests: ReadingRequest[] = [];
      const result = await trace.run(requests, work);
      return { result, requests };
    },
  };
}

/** Throws ProviderError for what is no JSON or has another shape. */
export function parseAs<T>(text: string, shape: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ProviderError("not_understood", "The answer is not JSON.", { cause });
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") || "the answer";
  throw new ProviderError("not_understood", `${place}: ${issue?.message ?? "unexpected"}`);
}

function toProviderError(error: unknown, host: string): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof EgressError) return new ProviderError(error.failure, host, { cause: error });
  return new ProviderError("internal_error", null, { cause: error });
}
