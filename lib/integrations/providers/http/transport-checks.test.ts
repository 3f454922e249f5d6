import { beforeAll, describe, expect, test } from "vitest";
import { type Authority, makeAuthority, makeCertificate } from "#lib/testing/certificates.ts";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import type { Site, SiteTls } from "#lib/testing/site.ts";

usesSites();

const HSTS = { "strict-transport-security": "max-age=31536000; includeSubDomains" };
const WRONG_NAME = "ERR_TLS_CERT_ALTNAME_INVALID";
let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});

/** A site over TLS, with a plain one beside it that leads there. */
async function secureSite(
  certificate: { days: number; address?: string },
  { headers = HSTS, tls = {} }: { headers?: Record<string, string>; tls?: Partial<SiteTls> } = {},
): Promise<{ secure: Site; plain: Site }> {
  const made = await makeCertificate(authority, certificate);
  const secure = await site({ "*": { headers, body: "<h1>Hello</h1>" } }, { ...made, ...tls });
  const plain = await site({ "*": { status: 308, headers: { location: `${secure.url}/` } } });
  return { secure, plain };
}

const judged = ({ secure, plain }: { secure: Site; plain: Site }, httpPort = plain.port) =>
  runOf(secure, { caCertificate: authority.pem }).check("tls.valid-and-redirected", { httpPort });

describe("tls.valid-and-redirected", () => {
  test("passes for a trusted certificate, a redirect to https and Strict-Transport-Security", async () => {
    const outcome = await judged(await secureSite({ days: 90 }));
    expect(outcome).toMatchObject({
      verdict: "pass",
      reading: { seen: { protocol: "TLSv1.3", distrust: null, days_left: 90 } },
    });
    expect(outcome.reading.requests.map(({ request }) => request)).toContainEqual(
      expect.stringMatching(/^TLS 127\.0\.0\.1:\d+$/),
    );
  });

  test("trusts an authority whose certificate came through a form without its line ends", async () => {
    const { secure, plain } = await secureSite({ days: 90 });
    const run = runOf(secure, { caCertificate: authority.pem.replaceAll(/\r?\n/g, " ") });
    const outcome = await run.check("tls.valid-and-redirected", { httpPort: plain.port });
    expect(outcome.verdict).toBe("pass");
  });

  test.each([
    ["expires in five days", { days: 5 }, { days_left: 5, distrust: null }],
    ["has expired", { days: -3 }, { distrust: "CERT_HAS_EXPIRED" }],
    ["is for another address", { days: 90, address: "127.9.9.9" }, { distrust: WRONG_NAME }],
  ])("fails when the certificate %s", async (_why, certificate, seen) => {
    const outcome = await judged(await secureSite(certificate));
    expect(outcome).toMatchObject({ verdict: "fail", reading: { seen } });
  });

  test("fails when nobody vouches for the certificate", async () => {
    const { secure, plain } = await secureSite({ days: 90 });
    const outcome = await runOf(secure).check("tls.valid-and-redirected", { httpPort: plain.port });
    expect(outcome.verdict).toBe("fail");
    expect(outcome.reading.seen.distrust).toMatch(/^UNABLE_TO_/);
  });

  test("fails when the server speaks nothing newer than TLS 1.1", async () => {
    const tls = {
      minVersion: "TLSv1",
      maxVersion: "TLSv1.1",
      ciphers: "DEFAULT@SECLEVEL=0",
    } as const;
    const outcome = await judged(await secureSite({ days: 90 }, { tls }));
    expect(outcome).toMatchObject({ verdict: "fail", reading: { seen: { protocol: "TLSv1.1" } } });
  });

  test("fails when plain http answers itself, leads elsewhere or does not answer", async () => {
    const { secure, plain } = await secureSite({ days: 90 });
    const itself = await site({ "*": { body: "Hello" } });
    const elsewhere = await site({ "*": { status: 301, headers: { location: "http://a.test/" } } });
    const closed = await site({});
    await closed.close();
    for (const { port } of [itself, elsewhere, closed]) {
      expect((await judged({ secure, plain }, port)).verdict).toBe("fail");
    }
  });

  test("fails without Strict-Transport-Security", async () => {
    const outcome = await judged(await secureSite({ days: 90 }, { headers: {} }));
    expect(outcome.reading.seen.strict_transport_security).toBeNull();
    expect(outcome.verdict).toBe("fail");
  });

  test("is unknown when nobody answers", async () => {
    const sites = await secureSite({ days: 90 });
    await sites.secure.close();
    expect(await judged(sites)).toMatchObject({ verdict: "unknown", reason: "unreachable" });
  });
});

describe("headers.csp-present", () => {
  const verdictOf = async (csp: string, nosniff = "nosniff", status = 200) => {
    const headers = { "content-security-policy": csp, "x-content-type-options": nosniff };
    const outcome = await runOf(await site({ "/": { status, headers } })).check(
      "headers.csp-present",
    );
    return outcome.reason ?? outcome.verdict;
  };

  test.each([
    "default-src 'self'",
    "script-src 'self' https://cdn.test; style-src 'unsafe-inline'",
    "script-src 'nonce-abc' 'unsafe-inline' 'strict-dynamic'",
    "frame-ancestors 'none', default-src 'none'",
  ])("passes for %s", async (csp) => {
    expect(await verdictOf(csp)).toBe("pass");
  });

  test.each(["default-src 'self' 'unsafe-inline'", "img-src 'self'", ""])(
    "fails for “%s”",
    async (csp) => {
      expect(await verdictOf(csp)).toBe("fail");
    },
  );

  test("fails without nosniff", async () => {
    expect(await verdictOf("default-src 'self'", "")).toBe("fail");
  });

  test("is unknown when the front page is not for us", async () => {
    expect(await verdictOf("default-src 'self'", "nosniff", 401)).toBe("no_permission");
  });
});
