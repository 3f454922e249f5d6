import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import { type Check, defineCheck } from "../../provider.ts";
import { addressOf, ask, type HttpSource, served } from "./http-source.ts";
import { pathText } from "./http-config.ts";

const LEAST_BYTES = 1_024;
const TEXT = /^text\/|[/+](json|xml|javascript|ecmascript|manifest)\b/i;

const isHit = (value: string | null): boolean => /\bhit\b|_hit\b/i.test(value ?? "");

/** What caches on the way say of themselves. */
function cacheFacts(headers: Headers) {
  return {
    x_cache: headers.get("x-cache"),
    cf_cache_status: headers.get("cf-cache-status"),
    age: headers.get("age"),
  };
}

function maxAgeOf(headers: Headers): number | null {
  const seconds = /(?:^|[\s,])max-age="?(\d+)/i.exec(headers.get("cache-control") ?? "")?.[1];
  return seconds === undefined ? null : Number(seconds);
}

export const cachingChecks: Record<string, Check<HttpSource>> = {
  "cache.second-hit": defineCheck({
    settings: z.strictObject({ cacheablePath: pathText.default("") }),
    run: async (source: HttpSource, { cacheablePath }) => {
      if (!cacheablePath) return unknown("not_declared", {}, "cacheablePath");
      const address = addressOf(source.config.baseUrl, cacheablePath);
      const first = served(await ask(source, address, { probe: true }));
      const etag = first.headers.get("etag");
      const second = await ask(source, address, {
        probe: true,
        headers: etag ? { "if-none-match": etag } : {},
      });
      if (second.status !== 304) served(second);
      const x_cache = second.headers.get("x-cache");
      return judge(isHit(x_cache) || second.status === 304, {
        second_status: second.status,
        x_cache,
        etag,
      });
    },
  }),

  "cdn.static-cached": defineCheck({
    settings: z.strictObject({
      assetPath: pathText.default(""),
      leastMaxAge: z.int().min(0).default(86_400),
    }),
    run: async (source: HttpSource, { assetPath, leastMaxAge }) => {
      if (!assetPath) return unknown("not_declared", {}, "assetPath");
      const address = addressOf(source.config.baseUrl, assetPath);
      served(await ask(source, address, { probe: true }));
      const { headers } = served(await ask(source, address, { probe: true }));
      const [maxAge, seen] = [maxAgeOf(headers), cacheFacts(headers)];
      const fromCache = isHit(seen.x_cache) || isHit(seen.cf_cache_status) || Number(seen.age) > 0;
      return judge(
        fromCache && maxAge !== null && maxAge >= leastMaxAge,
        { max_age: maxAge, ...seen },
        { max_age: leastMaxAge },
      );
    },
  }),

  "compression.negotiated": defineCheck({
    settings: z.strictObject({ compressiblePath: pathText.min(1).default("/") }),
    run: async (source: HttpSource, { compressiblePath }) => {
      const address = addressOf(source.config.baseUrl, compressiblePath);
      const plain = served(await ask(source, address));
      const type = plain.headers.get("content-type") ?? "";
      const seen = { bytes: plain.bytes, content_type: type };
      // Below that, or for what is no text, compression would bring nothing.
      if (plain.bytes <= LEAST_BYTES || !TEXT.test(type)) return unknown("no_data", seen);
      const packed = await ask(source, address, {
        probe: true,
        headers: { "accept-encoding": "gzip, br" },
      });
      const encoding = served(packed).headers.get("content-encoding");
      return judge(/^(gzip|br|zstd)$/i.test(encoding?.trim() ?? ""), {
        ...seen,
        content_encoding: encoding,
      });
    },
  }),
};
