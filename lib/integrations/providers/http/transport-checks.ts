import { z } from "zod";
import { egressTls, type TlsFacts } from "#lib/platform/egress/tls.ts";
import { EgressError } from "#lib/platform/egress/egress-error.ts";
import { judge } from "../../finding.ts";
import { type Check, defineCheck } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import { addressOf, ask, frontPage, type HttpSource } from "./http-source.ts";

const OLD_PROTOCOLS = new Set(["SSLv3", "TLSv1", "TLSv1.1"]);
const DAY_MS = 86_400_000;

/** What production's server shows of itself over TLS. Throws ProviderError. */
export async function lookAtTls(source: HttpSource): Promise<TlsFacts & { daysLeft: number }> {
  const { hostname, port } = securePlace(source);
  const started = performance.now();
  try {
    const facts = await egressTls(hostname, port, source.ca);
    const { protocol, distrust, subject, issuer, validTo } = facts;
    source.reader.note(
      `TLS ${hostname}:${port}`,
      `${protocol}, ${subject} by ${issuer}, until ${validTo.toISOString()}, ${distrust ?? "trusted"}`,
      Math.round(performance.now() - started),
    );
    const left = (validTo.getTime() - source.reader.now().getTime()) / DAY_MS;
    return { ...facts, daysLeft: Math.floor(left) };
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    throw new ProviderError(error.failure, hostname, { cause: error });
  }
}

/** Where production answers over TLS: its own port if its address has one for that, else 443. */
function securePlace(source: HttpSource): { hostname: string; port: number } {
  const { protocol, hostname, port } = new URL(source.config.baseUrl);
  const own = protocol === "https:" && port ? Number(port) : 443;
  return { hostname: hostname.replace(/^\[|\]$/g, ""), port: own };
}

/** Where plain HTTP leads; null where it leads nowhere, and nothing at all is served without TLS. */
async function redirectOf(source: HttpSource, httpPort: number): Promise<string | null> {
  const { hostname } = new URL(source.config.baseUrl);
  try {
    const address = `http://${hostname}:${httpPort}/`;
    // Without the project's tokens: whoever listens on the way may read this one.
    const answer = await ask(source, address, { probe: true, plain: true });
    const isRedirect = [301, 302, 303, 307, 308].includes(answer.status);
    return isRedirect ? (answer.headers.get("location") ?? null) : null;
  } catch (error) {
    if (error instanceof ProviderError && error.reason === "unreachable") return null;
    throw error;
  }
}

async function strictTransport(source: HttpSource): Promise<string | null> {
  const { hostname, port } = securePlace(source);
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  const answer = await ask(source, addressOf(`https://${host}:${port}`, source.config.frontPath));
  return answer.headers.get("strict-transport-security");
}

/** The directives of one policy, by name. */
function directivesOf(policy: string): Map<string, string[]> {
  const parts = policy.split(";").map((part) => part.trim().toLowerCase().split(/\s+/));
  return new Map(parts.map(([name = "", ...values]) => [name, values]));
}

/** Whether a policy keeps scripts out that the page did not mean: browsers skip 'unsafe-inline' beside a nonce or hash. */
function limitsScripts(policy: string): boolean {
  const directives = directivesOf(policy);
  const sources = directives.get("script-src") ?? directives.get("default-src");
  if (!sources) return false;
  const isChosen = sources.some((one) => /^'(nonce-|sha(256|384|512)-)/.test(one));
  return isChosen || !sources.includes("'unsafe-inline'");
}

export const transportChecks: Record<string, Check<HttpSource>> = {
  "tls.valid-and-redirected": defineCheck({
    settings: z.strictObject({
      leastDays: z.int().min(0).max(365).default(21),
      httpPort: z.int().min(1).max(65_535).default(80),
    }),
    run: async (source: HttpSource, { leastDays, httpPort }) => {
      const { protocol, distrust, daysLeft, issuer } = await lookAtTls(source);
      const limit = { days_left: leastDays, protocol: "TLSv1.2" };
      const seen = { protocol, distrust, days_left: daysLeft, issuer };
      const isSound = distrust === null && !OLD_PROTOCOLS.has(protocol) && daysLeft >= leastDays;
      if (!isSound) return judge(false, seen, limit);
      const redirect = await redirectOf(source, httpPort);
      const hsts = await strictTransport(source);
      const isSafe = /^https:\/\//i.test(redirect ?? "") && /max-age="?[1-9]/i.test(hsts ?? "");
      const shown = redirect && URL.canParse(redirect) ? new URL(redirect).origin : redirect;
      return judge(isSafe, { ...seen, redirect: shown, strict_transport_security: hsts }, limit);
    },
  }),

  "headers.csp-present": defineCheck({
    settings: z.strictObject({}),
    run: async (source: HttpSource) => {
      const { headers } = await frontPage(source);
      const csp = headers.get("content-security-policy");
      const sniffing = headers.get("x-content-type-options");
      // Several policies come with commas between them, and all of them hold.
      const isLimited = (csp ?? "").split(",").some(limitsScripts);
      return judge(isLimited && sniffing?.trim().toLowerCase() === "nosniff", {
        content_security_policy:
          csp?.slice(0, 1_000).replace(/'nonce-[^']*'/g, "'nonce-…'") ?? null,
        x_content_type_options: sniffing,
      });
    },
  }),
};
