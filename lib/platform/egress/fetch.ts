import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
import { EgressError } from "./egress-error.ts";
import { checkedAddresses, race, type CheckedAddress } from "./resolve.ts";

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1_000_000;

export type EgressRequest = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | URLSearchParams | null;
  signal?: AbortSignal | undefined;
  /** Plain HTTP to a public address, for what carries no secret: a redirect that is looked at. */
  plain?: boolean;
  /** Further authorities (PEM) to trust besides the well-known ones. */
  ca?: string | undefined;
};

/**
 * The one way to call an address that somebody has typed in. Each address that the name stands for
 * is checked, and the connection goes to a checked one: public, or in a network of
 * PREFLIGHT_ALLOW_PRIVATE_NETWORKS. Plain HTTP goes to the latter only. Redirects come back as they
 * are, bodies as they were encoded; a body is 1 MB and the whole call 5 seconds at most. Throws
 * EgressError.
 */
export async function egressFetch(address: string, request: EgressRequest = {}): Promise<Response> {
  const url = parse(address);
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  try {
    const addresses = await race(addressesOf(url, request), signal);
    // Whatever the other side does with the connection, nobody waits longer than this.
    return await race(send(url, addresses, request, signal), signal);
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

function addressesOf(url: URL, { plain = false }: EgressRequest): Promise<CheckedAddress[]> {
  return checkedAddresses(url.hostname, url.protocol === "https:" || plain);
}

function send(
  url: URL,
  addresses: CheckedAddress[],
  { method = "GET", headers = {}, body = null, ca }: EgressRequest,
  signal: AbortSignal,
): Promise<Response> {
  const sent = body === null ? null : Buffer.from(body instanceof Uint8Array ? body : String(body));
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers: {
        "user-agent": "preflight",
        "accept-encoding": "identity",
        ...headers,
        ...(sent ? { "content-length": String(sent.length) } : {}),
      },
      signal,
      // A connection of its own: a pooled one might lead where another check allowed it.
      agent: false as const,
      lookup: always(addresses),
      ...(ca ? { ca: [...rootCertificates, ca] } : {}),
    };
    const call = (url.protocol === "https:" ? https : http).request(url, options, (answer) => {
      read(answer).then(resolve, reject);
    });
    call.on("error", reject);
    // Nobody has asked for another protocol; without a listener Node would close it without a word.
    call.on("upgrade", (_answer, socket) => {
      socket.destroy();
      reject(new EgressError("unreachable", `${url.host}: another protocol`));
    });
    call.end(sent ?? undefined);
  });
}

/** Answers with what was checked, whatever the name has come to stand for since. */
function always(addresses: CheckedAddress[]): LookupFunction {
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
