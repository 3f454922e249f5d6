import { expect, test } from "vitest";
import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { findRouteFaults } from "./routes.ts";

const getThing = endpoint({
  operationId: "getThing",
  method: "GET",
  path: "/things/{thingId}",
  summary: "Read a thing",
  access: "public",
  params: z.strictObject({ thingId: z.uuid() }),
  response: z.null(),
});
const file = "app/api/v1/things/[thingId]/route.ts";
const text = "export const GET = route(getThingEndpoint, getThing);\n";
const named = new Map([["getThingEndpoint", getThing]]);

test("a route and its endpoint agree", () => {
  expect(findRouteFaults([{ file, text }], [getThing], named)).toEqual([]);
});

test("an endpoint without a route and a route without an endpoint are found", () => {
  expect(findRouteFaults([], [getThing], named)).toEqual([
    "lib/api-contract.ts: getThing has no route for GET /things/{thingId}",
  ]);
  const more = `${text}export async function POST() {}\n`;
  expect(findRouteFaults([{ file, text: more }], [getThing], named)).toEqual([
    `${file}: no endpoint describes POST /things/{thingId}`,
  ]);
});

test("a route that carries out another endpoint, or none, is found", () => {
  for (const wrong of [text.replace("getThingE", "otherE"), "export const GET = answer;\n"]) {
    expect(findRouteFaults([{ file, text: wrong }], [getThing], named)).toEqual([
      `${file}: GET does not carry out getThing`,
    ]);
  }
});

test("two endpoints of one name and a parameter that the path lacks are found", () => {
  const other = { ...getThing, path: "/things/{id}" as const };
  expect(findRouteFaults([{ file, text }], [getThing, other], named)).toEqual([
    "getThing: the path has id, its schema thingId",
    "lib/api-contract.ts: two endpoints are called getThing",
    "lib/api-contract.ts: getThing has no route for GET /things/{id}",
  ]);
});
