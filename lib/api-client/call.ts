import type { z } from "zod";
import type { Endpoint, Result } from "#lib/platform/http/endpoint.ts";
import { toApiError, UnreachableError } from "./api-error.ts";

type Values<E extends Endpoint> = {
  params?: z.input<E["params"]>;
  query?: z.input<E["query"]>;
  body?: z.input<E["body"]>;
  signal?: AbortSignal;
};

const WRITE_TIMEOUT_MS = 30_000;

/** The address of an operation, for links and streams. */
export function endpointUrl<E extends Endpoint>(
  endpoint: E,
  values: Pick<Values<E>, "params" | "query"> = {},
): string {
  const params = (values.params ?? {}) as Record<string, unknown>;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values.query ?? {})) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  return `/api/v1${path}${query.size > 0 ? `?${query}` : ""}`;
}

/**
 * Sends one operation to the server and returns its answer. Throws ApiError with the server's words,
 * or UnreachableError when there was no proper answer.
 */
export async function callApi<E extends Endpoint>(
  endpoint: E,
  values: Values<E> = {},
): Promise<Result<E>> {
  const timeout = AbortSignal.timeout(WRITE_TIMEOUT_MS);
  const hasBody = endpoint.method !== "GET";
  let response: Response;
  try {
    response = await fetch(endpointUrl(endpoint, values), {
      method: endpoint.method,
      credentials: "same-origin",
      signal: values.signal ? AbortSignal.any([values.signal, timeout]) : timeout,
      ...(hasBody
        ? {
            body: JSON.stringify(values.body ?? {}),
            headers: { "content-type": "application/json" },
          }
        : {}),
    });
  } catch (error) {
    if (values.signal?.aborted) throw error;
    throw new UnreachableError("no answer", { cause: error });
  }
  if (!response.ok) throw await toApiError(response);
  if (response.status === 204) return null as Result<E>;
  return (await response.json()) as Result<E>;
}
