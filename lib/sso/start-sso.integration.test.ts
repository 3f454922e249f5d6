import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { sendToRoute } from "#lib/testing/api.ts";
import { startHostileProvider, type HostileProvider } from "#lib/testing/hostile-provider.ts";
import { registerProvider } from "#lib/testing/sso.ts";
import { startSsoEndpoint } from "./contract.ts";

let provider: HostileProvider;
let providerId: string;

beforeAll(async () => {
  provider = await startHostileProvider();
  const { owner } = await createTestOrganization();
  ({ id: providerId } = await registerProvider(owner, provider));
});
afterAll(() => provider.close());

async function leave(site: string): Promise<string | null> {
  const response = await sendToRoute(startSsoEndpoint, {
    params: { providerId },
    query: { next: "/projects" },
    headers: { "sec-fetch-site": site },
  });
  return response.headers.get("location");
}

test("a button of the sign-in page leads to the provider", async () => {
  expect(await leave("same-origin")).toContain(provider.issuer);
});

test("a link on another site leads to the sign-in page, where the person decides", async () => {
  expect(await leave("cross-site")).toBe("/login?next=%2Fprojects");
});
