import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import { type Check, defineCheck } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import type { Answer } from "../../reader.ts";
import { refusalOf } from "../../refusal.ts";
import { pathText } from "./http-config.ts";
import { addressOf, addressOn, ask, frontPage, type HttpSource } from "./http-source.ts";
import { innardsIn, keysIn } from "./leaks.ts";

const PRIVATE_PATHS = ["/.env", "/.git/config", "/env", "/debug", "/actuator/env"];
const MOST_SCRIPTS = 40;
const SCRIPT =
  /<script\b[^>]*?\ssrc\s*=\s*["']?([^"'\s>]+)|<link\b(?=[^>]*\brel=["']?modulepreload)[^>]*?\shref\s*=\s*["']?([^"'\s>]+)/gi;

/** Addresses of the scripts that a page loads. */
export function scriptsOf(html: string, page: string): string[] {
  const found = [...html.matchAll(SCRIPT)]
    .map(([, script, module]) => (script ?? module ?? "").replaceAll("&amp;", "&"))
    .filter((given) => URL.canParse(given, page))
    .map((given) => new URL(given, page))
    .filter(({ protocol }) => protocol === "http:" || protocol === "https:");
  return [...new Set(found.map(({ href }) => href))];
}

/** A page without what differs between two answers of one fallback: its own path, nonces, numbers. */
function outlineOf(text: string, path: string): string {
  return text
    .replaceAll(path, "")
    .replace(/[\w+/=-]{16,}/g, "")
    .replace(/\d+/g, "");
}

/** Whether an answer is what the application says to any path that it does not know. */
function isFallback(answer: Answer, path: string, fallback: Answer, nowhere: string): boolean {
  if (fallback.status < 200 || fallback.status >= 300) return false;
  return outlineOf(answer.text, path) === outlineOf(fallback.text, nowhere);
}

/** What an unknown path answers, once the site is up. Throws ProviderError where it is not. */
async function answerOfNowhere(source: HttpSource): Promise<Answer> {
  const address = addressOf(source.config.baseUrl, source.nowhere);
  const answer = await ask(source, address, { probe: true });
  const refusal = refusalOf(answer);
  if (refusal?.reason === "rate_limited") throw refusal;
  return answer;
}

export const exposureChecks: Record<string, Check<HttpSource>> = {
  "exposure.no-env-endpoint": defineCheck({
    settings: z.strictObject({
      privatePaths: z.array(pathText.min(1)).max(20).default(PRIVATE_PATHS),
    }),
    run: async (source: HttpSource, { privatePaths }) => {
      if (privatePaths.length === 0) return unknown("not_declared", {}, "privatePaths");
      const fallback = await answerOfNowhere(source);
      if (fallback.status >= 500) throw refusalOf(fallback) ?? new ProviderError("provider_error");
      const exposed: string[] = [];
      for (const path of privatePaths) {
        const answer = await ask(source, addressOf(source.config.baseUrl, path), { probe: true });
        const isAnswered = answer.status >= 200 && answer.status < 300;
        if (answer.status === 429) throw new ProviderError("rate_limited", "HTTP 429");
        if (isAnswered && !isFallback(answer, path, fallback, source.nowhere)) exposed.push(path);
      }
      return judge(exposed.length === 0, {
        exposed,
        asked: privatePaths.length,
        fallback_status: fallback.status,
      });
    },
  }),

  "bundle.no-secret-pattern": defineCheck({
    settings: z.strictObject({}),
    run: async (source: HttpSource) => {
      const page = await frontPage(source);
      const scripts = scriptsOf(page.text, page.address);
      const found = keysIn(page.text).map((kind) => `${kind}: ${source.config.frontPath}`);
      let unread: ProviderError | null = null;
      for (const script of scripts.slice(0, MOST_SCRIPTS)) {
        try {
          const { text } = await ask(source, script, { probe: true });
          found.push(...keysIn(text).map((kind) => `${kind}: ${new URL(script).pathname}`));
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error;
          unread = error;
        }
      }
      // What is found is found; that nothing is there, only those can say who have read everything.
      if (found.length === 0 && unread) throw unread;
      if (found.length === 0 && scripts.length > MOST_SCRIPTS) {
        return unknown("too_large", { scripts: scripts.length });
      }
      return judge(found.length === 0, { scripts: scripts.length, found });
    },
  }),

  "error.no-stack-trace": defineCheck({
    settings: z.strictObject({ postPath: pathText.default("") }),
    run: async (source: HttpSource, { postPath }) => {
      const nowhere = await answerOfNowhere(source);
      const found = innardsIn(nowhere.text).map((kind) => `${kind}: unknown route`);
      const seen = { unknown_route_status: nowhere.status, found };
      if (!postPath) {
        return found.length > 0 ? judge(false, seen) : unknown("not_declared", seen, "postPath");
      }
      const malformed = await ask(source, addressOn(source.config.baseUrl, postPath), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"malformed": ',
        probe: true,
      });
      found.push(...innardsIn(malformed.text).map((kind) => `${kind}: ${postPath}`));
      const facts = { ...seen, malformed_json_status: malformed.status, found };
      // An answer that never looked at the JSON says nothing about how it is refused.
      const refusal = [404, 405, 429].includes(malformed.status) ? refusalOf(malformed) : null;
      if (found.length === 0 && refusal)
        return unknown(refusal.reason, facts, refusal.detail ?? "");
      return judge(found.length === 0, facts);
    },
  }),
};
