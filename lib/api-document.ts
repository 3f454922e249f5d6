import { env } from "#lib/platform/env.ts";
import { describeApi, type ApiDocument } from "#lib/platform/http/openapi.ts";
import { endpointsByNoun, namedSchemas } from "./api-contract.ts";

let described: ApiDocument | undefined;

/** The OpenAPI document of this installation; made once per process. */
export async function getApiDocument(): Promise<ApiDocument> {
  return (described ??= describeApi({
    endpointsByNoun,
    schemas: namedSchemas,
    url: env().PREFLIGHT_URL,
    version: "1",
  }));
}
