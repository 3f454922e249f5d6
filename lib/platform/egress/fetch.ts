import { lookup as resolve } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isOpened, isPublic } from "./address.ts";

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1_000_000;

/**
 * Why a call to the outside came to nothing. `refused`: where it was to go is not allowed;
 * `timeout`: no complete answer in time; `too_large`; `unreachable`: everything else.
 */
export type EgressFailure = "refused" | "timeout" | "too_large" | "unreachable";

/** A call to the outside that came to nothing. Its message is for logs, never for clients. */
export class EgressError extends Error {
  readonly failure: EgressFailure;

  constructor(failure: EgressFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EgressError";
    this.failure = failure;
  }
}

export type EgressRequest = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | URLSearchParams | null;
  signal?: AbortSignal | undefined;
};

type Address = { address: string; family: number };

/**
 * The one way to call an address that somebody has typed in. Each address that the name stands for
 * is checked, and the connection goes to a checked one: public, or in a network of
 * PREFLIGHT_ALLOW_PRIVATE_NETWORKS. Plain HTTP goes to the latter only. Redirects come back as they
 * are; a body is 1 MB and the whole call 5 seconds at most. Throws EgressError.
 */
export async function egressFetch(address: string, request: EgressRequest = {}): Promise<Response> {
  const url = parse(address);
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  try {
    const addresses = await race(checkedAddresses(url), signal);
    return await send(url, addresses, request, signal);
  } catch (error) {
    if (error instanceof EgressError) throw error;
    const failure = signal.aborted ? "timeout" : "unreachable";
    throw new EgressError(failure, `${url.host}: ${failure}`, { cause: error });
  }
}

function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.username || url.password) {
    throw new EgressError("refused", "not a plain http(s) address");
  }
  return url;
}

/** Looking a name up cannot be cancelled; waiting for it can. */
function race<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      const stop = () => reject(new Error("given up"));
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    }),
  ]);
}

/** What the host stands for. One address that is not allowed is enough to refuse them all. */
async function checkedAddresses(url: URL): Promise<Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await resolve(host, { all: true });
  const allowed = (address: string) =>
    isOpened(address) || (url.protocol === "https:" && isPublic(address));
  if (found.length === 0 || !found.every(({ address }) => allowed(address))) {
    throw new EgressError("refused", `${url.host}: an address that is not allowed`);
  }
  return found;
}

function send(
  url: URL,
  addresses: Address[],
  { method = "GET", headers = {}, body = null }: EgressRequest,
  signal: AbortSignal,
): Promise<Response> {
  const sent = body === null ? null : Buffer.from(body instanceof Uint8Array ? body : String(body));
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers: {
        "user-agent": "preflight",
        ...headers,
        "accept-encoding": "identity",
        ...(sent ? { "content-length": String(sent.length) } : {}),
      },
      signal,
      // A connection of its own: a pooled one might lead where another check allowed it.
      agent: false as const,
      lookup: always(addresses),
    };
    const call = (url.protocol === "https:" ? https : http).request(url, options, (answer) => {
      read(answer).then(resolve, reject);
    });
    call.on("error", reject);
    call.end(sent ?? undefined);
  });
}

/** Answers with what was checked, whatever the name has come to stand for since. */
function always(addresses: Address[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else if (first) callback(null, first.address, first.family);
  };
}

async function read(answer: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BYTES) {
      answer.destroy();
      throw new EgressError("too_large", "the answer is too large");
    }
    parts.push(part);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  const status = answer.statusCode ?? 502;
  const bodiless = [204, 205, 304].includes(status);
  return new Response(bodiless ? null : Buffer.concat(parts), { status, headers });
}
