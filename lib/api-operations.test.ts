import { expect, it } from "vitest";
import { contracts } from "#lib/api-contract.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import * as operations from "#lib/api-client/operations.ts";

const endpoints = new Map(
  Object.values(contracts)
    .flatMap((exports) => Object.values(exports))
    .filter(
      (one): one is Endpoint => typeof one === "object" && one !== null && "operationId" in one,
    )
    .map((one) => [one.operationId, one]),
);

it.each(Object.entries(operations))("%s is called as its contract says", (name, operation) => {
  const { method, path } = endpoints.get(name) ?? {};
  expect({ method: operation.method, path: operation.path }).toEqual({ method, path });
});
