import { randomBytes } from "node:crypto";
import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import { type Check, defineCheck } from "../../provider.ts";
import type { Answer } from "../../reader.ts";
import { refusalOf } from "../../refusal.ts";
import { pathText } from "./http-config.ts";
import {
  addressOf,
  addressOn,
  ask,
  defineStagingCheck,
  frontPage,
  type HttpSource,
  objectOf,
  served,
} from "./http-source.ts";

const CONTACTS = ["@", "contact", "문의", "연락처", "보호책임자"];
const RIGHTS = [
  ...["data subject", "your rights", "right to access", "right to erasure", "right of access"],
  ...["정보주체", "열람", "이용자의 권리"],
];
const OPT_OUTS = ["Do Not Sell or Share", "Do Not Sell My"];

const words = (defaults: string[]) => z.array(z.string().min(1).max(200)).max(50).default(defaults);

/** What a person reads of a page, in small letters. */
function prose(html: string): string {
  const bare = html.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, " ").replace(/<[^>]*>/g, " ");
  return bare
    .replace(/&(nbsp|#160);/gi, " ")
    .replace(/\s+/g, " ")
    .toLowerCase();
}

const wordsIn = (text: string, sought: readonly string[]): string[] =>
  sought.filter((word) => text.includes(word.toLowerCase()));

/** The texts of a page's links and buttons. */
const linksOf = (html: string): string[] =>
  [...html.matchAll(/<(a|button)\b[^>]*>([\s\S]{0,500}?)<\/\1\s*>/gi)].map(([, , text = ""]) =>
    prose(text),
  );

/** Throws ProviderError where we may not see a page that others may see. */
function refuseUnseen(answer: Answer): void {
  const refusal = refusalOf(answer);
  const isRefused = refusal && !["not_found", "not_understood"].includes(refusal.reason);
  if (isRefused) throw refusal;
}

export const noticeChecks: Record<string, Check<HttpSource>> = {
  "privacy-policy.page": defineCheck({
    settings: z.strictObject({
      privacyPath: pathText.default(""),
      contactWords: words(CONTACTS),
      rightsWords: words(RIGHTS),
    }),
    run: async (source: HttpSource, { privacyPath, contactWords, rightsWords }) => {
      if (!privacyPath) return unknown("not_declared", {}, "privacyPath");
      const answer = await ask(source, addressOf(source.config.baseUrl, privacyPath));
      refuseUnseen(answer);
      const text = prose(answer.text);
      const [contact, rights] = [wordsIn(text, contactWords), wordsIn(text, rightsWords)];
      return judge(answer.status === 200 && contact.length > 0 && rights.length > 0, {
        http_status: answer.status,
        contact,
        rights,
      });
    },
  }),

  "privacy.opt-out-link": defineCheck({
    settings: z.strictObject({ optOutWords: words(OPT_OUTS) }),
    run: async (source: HttpSource, { optOutWords }) => {
      const page = await frontPage(source);
      const links = linksOf(page.text).flatMap((text) => wordsIn(text, optOutWords));
      const { origin } = new URL(source.config.baseUrl);
      const file = await ask(source, `${origin}/.well-known/gpc.json`);
      const gpc = file.status === 200 && objectOf(file.text)?.gpc === true;
      return judge(links.length > 0 || gpc, { links: [...new Set(links)], gpc });
    },
  }),

  "feedback.page-reachable": defineCheck({
    settings: z.strictObject({ feedbackPath: pathText.default("") }),
    run: async (source: HttpSource, { feedbackPath }) => {
      if (!feedbackPath) return unknown("not_declared", {}, "feedbackPath");
      const answer = await ask(source, addressOf(source.config.baseUrl, feedbackPath));
      refuseUnseen(answer);
      return judge(answer.status === 200, { http_status: answer.status });
    },
  }),

  "trace.traceparent-accepted": defineStagingCheck({
    settings: z.strictObject({ tracedPath: pathText.min(1).default("/") }),
    run: async (source, { tracedPath }, staging) => {
      const traceId = randomBytes(16).toString("hex");
      const traceparent = `00-${traceId}-${randomBytes(8).toString("hex")}-01`;
      const answer = await ask(source, addressOn(staging, tracedPath), {
        headers: { traceparent },
        probe: true,
      });
      const [header] = [...answer.headers].find(([, value]) => value.includes(traceId)) ?? [];
      const found = header ?? (answer.text.includes(traceId) ? "body" : null);
      const seen = { trace_id: traceId, found_in: found };
      if (found) return judge(true, seen);
      served(answer);
      const named = answer.headers.get("x-request-id") ?? answer.headers.get("x-correlation-id");
      // The trace id may stand in the log line of this name, which cannot be seen from here.
      return named ? unknown("no_data", { ...seen, request_id: named }) : judge(false, seen);
    },
  }),
};
