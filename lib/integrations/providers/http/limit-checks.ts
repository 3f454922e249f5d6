import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import { type Check, defineCheck, type Finding } from "../../provider.ts";
import type { Answer } from "../../reader.ts";
import { type Burst, burst } from "./burst.ts";
import { pathText } from "./http-config.ts";
import {
  addressOf,
  addressOn,
  ask,
  asObject,
  defineActiveCheck,
  type HttpSource,
  objectOf,
  served,
} from "./http-source.ts";
import { innardsIn } from "./leaks.ts";

const LIMIT_HEADERS = ["ratelimit", "ratelimit-limit", "x-ratelimit-limit"];
const CODE = /^[\w.:/#-]{2,200}$/;

/** Requests that are left, from one of the headers that say so; null without one. */
export function remainingOf(headers: Headers): number | null {
  const plain = headers.get("x-ratelimit-remaining") ?? headers.get("ratelimit-remaining");
  const structured = /(?:^|[;,\s])(?:r|remaining)=(\d+)/i.exec(headers.get("ratelimit") ?? "")?.[1];
  const found = plain ?? structured;
  return found !== undefined && /^\d+$/.test(found) ? Number(found) : null;
}

/** The code of an error's body, by which a program tells it: `code`, `error.code`, `error` or `type`. */
function codeOf(answer: Answer): string | null {
  const body = objectOf(answer.text);
  const inner = asObject(body?.error);
  const named = [body?.code, inner?.code, inner?.type, body?.error, body?.type];
  const code = named.find((value) => typeof value === "string" && CODE.test(value));
  return typeof code === "string" ? code : null;
}

/** What the project must have said before a burst makes sense. */
function undeclared({ config }: HttpSource): string | null {
  if (config.limitedPaths.length === 0) return "limitedPaths";
  return config.rateLimit === 0 ? "rateLimit" : null;
}

/** Why a burst without 429 says nothing about limits; null where it does. */
function undecided(done: Burst, windowSeconds: number) {
  if (done.limited > 0 || done.errors > 0) return null;
  if (done.firstStatus === 401 || done.firstStatus === 403) return "no_permission" as const;
  if (done.firstStatus === 404) return "not_found" as const;
  return done.seconds > windowSeconds ? ("timeout" as const) : null;
}

export const limitChecks: Record<string, Check<HttpSource>> = {
  "rate-limit.headers-present": defineCheck({
    settings: z.strictObject({}),
    run: async (source: HttpSource) => {
      const [path] = source.config.limitedPaths;
      if (!path) return unknown("not_declared", {}, "limitedPaths");
      const answer = await ask(source, addressOf(source.config.baseUrl, path));
      const present = LIMIT_HEADERS.filter((name) => answer.headers.has(name));
      // A limiter may stand behind what refuses us here.
      if (present.length === 0 && answer.status !== 429) served(answer);
      return judge(present.length > 0, { path, http_status: answer.status, headers: present });
    },
  }),

  "rate-limit.429-on-burst": defineActiveCheck({
    settings: z.strictObject({}),
    run: async (source, _settings, target) => {
      const missing = undeclared(source);
      if (missing) return unknown("not_declared", {}, missing);
      const { limitedPaths, rateLimit, rateWindowSeconds } = source.config;
      const bursts: Burst[] = [];
      for (const path of limitedPaths) {
        bursts.push(await burst(source, target, path));
        if (bursts.some(({ errors }) => errors > 0)) break;
      }
      const seen = {
        requests: bursts.reduce((sum, { sent }) => sum + sent, 0),
        limited: bursts.map(({ path, limited, sent }) => `${path}: ${limited} of ${sent}`),
        server_errors: bursts.reduce((sum, { errors }) => sum + errors, 0),
        seconds: bursts.reduce((sum, { seconds }) => sum + seconds, 0),
      };
      const limit = { requests: rateLimit, seconds: rateWindowSeconds };
      const open = bursts.filter(({ limited }) => limited === 0);
      const reasons = open.map((done) => undecided(done, rateWindowSeconds));
      if (seen.server_errors > 0 || reasons.includes(null)) return judge(false, seen, limit);
      const [reason] = reasons;
      return reason ? unknown(reason, seen) : judge(true, seen, limit);
    },
  }),

  "rate-limit.429-shape": defineActiveCheck({
    settings: z.strictObject({}),
    run: async (source, _settings, target) => {
      const missing = undeclared(source);
      if (missing) return unknown("not_declared", {}, missing);
      const [path = ""] = source.config.limitedPaths;
      const done = await burst(source, target, path);
      if (done.refusals.length === 0) return unknown("no_data", { requests: done.sent, path });
      const codes = done.refusals.map(codeOf);
      const [code = null] = codes;
      const retryAfter = done.refusals[0]?.headers.get("retry-after") ?? null;
      const innards = done.refusals.flatMap(({ text }) => innardsIn(text));
      return judge(
        retryAfter !== null && code !== null && codes.every((one) => one === code) && !innards[0],
        { requests: done.sent, path, retry_after: retryAfter, code, found: [...new Set(innards)] },
      );
    },
  }),

  "quota.per-key-counter": defineActiveCheck({
    settings: z.strictObject({
      quotaPath: pathText.default(""),
      keyHeader: z
        .string()
        .trim()
        .regex(/^[\w-]{1,100}$/)
        .default("X-API-Key"),
    }),
    run: async (source, { quotaPath, keyHeader }, target) => {
      const { firstApiKey, secondApiKey } = source.credentials;
      if (!quotaPath) return unknown("not_declared", {}, "quotaPath");
      if (!firstApiKey) return unknown("not_declared", {}, "firstApiKey");
      if (!secondApiKey) return unknown("not_declared", {}, "secondApiKey");
      const left = async (key: string): Promise<number | null> => {
        const address = addressOn(target, quotaPath);
        const answer = await ask(source, address, { headers: { [keyHeader]: key }, probe: true });
        return remainingOf(served(answer).headers);
      };
      const first = [await left(firstApiKey), await left(firstApiKey)];
      const second = [await left(secondApiKey), await left(secondApiKey)];
      first.push(await left(firstApiKey));
      return judgeCounters(first, second);
    },
  }),
};

/** By how much a counter has fallen from one call to the next. */
const fallsOf = (counts: (number | null)[]): number[] =>
  counts.slice(1).map((count, before) => (counts[before] ?? 0) - (count ?? 0));

/** `first`: what remained after two calls, and after a third with two of the second key in between. */
function judgeCounters(first: (number | null)[], second: (number | null)[]): Finding {
  const seen = {
    first_key: first.map(String),
    second_key: second.map(String),
    requests: first.length + second.length,
  };
  if ([...first, ...second].includes(null)) return judge(false, seen);
  const [each = 0, later = 0] = fallsOf(first);
  const [other = 0] = fallsOf(second);
  // A counter that rises has begun a new window in between.
  if (Math.min(each, later, other) < 0) return unknown("no_data", seen);
  return judge(each > 0 && other > 0 && later === each, seen);
}
