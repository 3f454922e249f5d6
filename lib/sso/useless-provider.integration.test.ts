import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  startHostileProvider,
  type Faults,
  type HostileProvider,
} from "#lib/testing/hostile-provider.ts";
import { type AtProvider, registerProvider, startOver } from "#lib/testing/sso.ts";

let provider: HostileProvider;
let here: AtProvider["here"];
let known: AtProvider["known"];
let browser: AtProvider["browser"];

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());

beforeEach(async () => {
  ({ here, known, browser } = await startOver(provider));
});

const html: NonNullable<Faults["paths"]>[string] = (_request, answer) => {
  answer.writeHead(200, { "content-type": "text/html" }).end("<h1>Maintenance</h1>");
};
const silence = () => undefined;

async function expectNobody(): Promise<void> {
  const { organizationId } = here;
  expect(await writeClient().externalIdentity.count({ where: { providerId: known.id } })).toBe(0);
  expect(await writeClient().member.count({ where: { organizationId } })).toBe(3);
}

describe("a provider that is of no use leads back to the sign-in page, which says why", () => {
  const METADATA = "/.well-known/openid-configuration";

  async function whereTo(): Promise<string | null> {
    const url = new URL(await browser.leave(known.id, "/projects"), "http://here");
    expect(url.pathname).toBe("/login");
    expect(url.searchParams.get("next")).toBe("/projects");
    return url.searchParams.get("error");
  }

  test.each<[string, Faults, string]>([
    ["answers HTML", { paths: { [METADATA]: html } }, "sso_provider_invalid"],
    [
      "calls itself differently",
      { metadata: (decent) => ({ ...decent, issuer: "https://evil.example" }) },
      "sso_issuer_differs",
    ],
    [
      "signs with none only",
      {
        metadata: (decent) => ({ ...decent, id_token_signing_alg_values_supported: ["none"] }),
      },
      "sso_no_algorithm",
    ],
    [
      "fails",
      { paths: { [METADATA]: (_request, answer) => answer.writeHead(503).end() } },
      "sso_provider_down",
    ],
    [
      "leads elsewhere",
      {
        paths: {
          [METADATA]: (_request, answer) =>
            answer.writeHead(302, { location: "http://169.254.169.254/" }).end(),
        },
      },
      "sso_provider_invalid",
    ],
  ])("when it %s", async (_what, faults, code) => {
    provider.faults = faults;
    expect(await whereTo()).toBe(code);
  });

  test("when it is slow, after five seconds", async () => {
    provider.faults = { paths: { [METADATA]: silence } };
    const started = performance.now();
    expect(await whereTo()).toBe("sso_provider_slow");
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test("when it is down", async () => {
    const gone = await startHostileProvider();
    await gone.close();
    known = await registerProvider(here.admin, gone);
    expect(await whereTo()).toBe("sso_provider_down");
  });

  test("when its address is in a network that nobody has opened", async () => {
    const issuer = "https://169.254.169.254";
    known = await registerProvider(here.admin, { ...provider, issuer });
    expect(await whereTo()).toBe("sso_address_refused");
  });

  test.each<[string, string, NonNullable<Faults["paths"]>[string], string]>([
    ["HTML for tokens", "/token", html, "sso_provider_invalid"],
    ["HTML for keys", "/keys", html, "sso_provider_invalid"],
    ["nothing for tokens", "/token", silence, "sso_provider_slow"],
    [
      "an error for tokens",
      "/token",
      (_r, answer) => answer.writeHead(502).end(),
      "sso_provider_down",
    ],
  ])("when it answers %s", async (_what, path, handler, code) => {
    const answer = provider.authorize(await browser.leave(known.id));
    provider.faults = { paths: { [path]: handler } };
    expect(await browser.arrive(answer)).toMatchObject({ status: "refused", code });
    await expectNobody();
  });
});
