import { randomBytes } from "node:crypto";
import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import { type Check, defineCheck } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import type { UnknownReason } from "../../choices.ts";
import { refusalOf } from "../../refusal.ts";
import { forgedTokens } from "./forged-tokens.ts";
import { pathText } from "./http-config.ts";
import {
  addressOf,
  addressOn,
  ask,
  bearer,
  defineActiveCheck,
  defineStagingCheck,
  type HttpSource,
} from "./http-source.ts";

// What a connection ends with that was not let through, and what one that never began.
const KEPT_OUT = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
]);
const NO_SUCH_HOST = new Set(["ENOTFOUND", "EAI_AGAIN"]);

/** The code of the error at the bottom of one, such as `ECONNREFUSED`. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}

/** How an admin page answers somebody outside: `403`, `200`, `refused`, `timeout`, or why we cannot say. */
async function answerOutside(
  source: HttpSource,
  address: string,
): Promise<{ answer: string; isKeptOut: boolean; reason: UnknownReason | null }> {
  try {
    const { status } = await ask(source, address, { probe: true });
    return { answer: String(status), isKeptOut: status === 403, reason: null };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.reason === "timeout") return { answer: "timeout", isKeptOut: true, reason: null };
    const code = codeOf(error.cause);
    const isKeptOut = error.reason === "unreachable" && KEPT_OUT.has(code);
    if (isKeptOut) return { answer: code, isKeptOut, reason: null };
    const reason = NO_SUCH_HOST.has(code) ? "not_found" : error.reason;
    return { answer: code || error.reason, isKeptOut, reason };
  }
}

/** The body of a registration: `name=value` lines, with `{random}` for what must differ each time. */
function registration(lines: readonly string[], passwordField: string, password: string): string {
  const random = randomBytes(6).toString("hex");
  const fields = lines.map((line) => {
    const [name = "", ...value] = line.split("=");
    return [name.trim(), value.join("=").trim().replaceAll("{random}", random)];
  });
  return JSON.stringify({ ...Object.fromEntries(fields), [passwordField]: password });
}

export const accessChecks: Record<string, Check<HttpSource>> = {
  "admin.not-public": defineCheck({
    settings: z.strictObject({
      adminUrls: z.array(pathText.min(1)).max(20).default([]),
      outsideNetwork: z.boolean().default(true),
    }),
    run: async (source: HttpSource, { adminUrls, outsideNetwork }) => {
      if (adminUrls.length === 0) return unknown("not_declared", {}, "adminUrls");
      // From inside, an open door is no fault.
      if (!outsideNetwork) return unknown("not_declared", {}, "outsideNetwork");
      // Whoever reaches nothing at all has not been kept out.
      await ask(source, source.config.baseUrl);
      const answers = await Promise.all(
        adminUrls.map(async (url) => ({
          url,
          ...(await answerOutside(source, addressOf(source.config.baseUrl, url))),
        })),
      );
      const seen = { answers: answers.map(({ url, answer }) => `${url}: ${answer}`) };
      const open = answers.filter(({ isKeptOut }) => !isKeptOut);
      if (open.some(({ reason }) => reason === null)) return judge(false, seen);
      const [unsure] = open;
      return unsure?.reason ? unknown(unsure.reason, seen, unsure.url) : judge(true, seen);
    },
  }),

  "auth.missing-or-forged-token-401": defineStagingCheck({
    settings: z.strictObject({ protectedPath: pathText.default("") }),
    run: async (source, { protectedPath }, staging) => {
      if (!protectedPath) return unknown("not_declared", {}, "protectedPath");
      const address = addressOn(staging, protectedPath);
      const without = await ask(source, address, { probe: true });
      const refusal = [404, 429].includes(without.status) || without.status >= 500;
      if (refusal) throw refusalOf(without) ?? new ProviderError("not_understood");
      const { testToken, expiredToken } = source.credentials;
      const forged = await forgedTokens(testToken, source.reader.now());
      const tokens = { ...forged, ...(expiredToken ? { expired: expiredToken } : {}) };
      const statuses = new Map([["no token", without.status]]);
      for (const [kind, token] of Object.entries(tokens)) {
        const answer = await ask(source, address, { headers: bearer(token), probe: true });
        if (answer.status === 429) throw refusalOf(answer) ?? new ProviderError("rate_limited");
        statuses.set(kind, answer.status);
      }
      const seen = { path: protectedPath, answers: [...statuses].map((pair) => pair.join(": ")) };
      if (![...statuses.values()].every((status) => status === 401)) return judge(false, seen);
      return expiredToken ? judge(true, seen) : unknown("not_declared", seen, "expiredToken");
    },
  }),

  "rbac.low-role-403": defineStagingCheck({
    settings: z.strictObject({ adminPaths: z.array(pathText.min(1)).max(50).default([]) }),
    run: async (source, { adminPaths }, staging) => {
      const { lowRoleToken } = source.credentials;
      if (adminPaths.length === 0) return unknown("not_declared", {}, "adminPaths");
      if (!lowRoleToken) return unknown("not_declared", {}, "lowRoleToken");
      const answers = [];
      for (const path of adminPaths) {
        const address = addressOn(staging, path);
        const answer = await ask(source, address, { headers: bearer(lowRoleToken), probe: true });
        answers.push({ path, answer });
      }
      const seen = { answers: answers.map(({ path, answer }) => `${path}: ${answer.status}`) };
      const odd = answers.filter(({ answer }) => ![403, 404].includes(answer.status));
      // 401: the token itself is not accepted, so no role has been tried.
      const isUnsure = (status: number) => status === 401 || status === 429 || status >= 500;
      if (odd.some(({ answer }) => !isUnsure(answer.status))) return judge(false, seen);
      const refusal = odd[0] && refusalOf(odd[0].answer);
      return refusal ? unknown(refusal.reason, seen, refusal.detail ?? "") : judge(true, seen);
    },
  }),

  "auth.weak-password-rejected": defineActiveCheck({
    settings: z.strictObject({
      registerPath: pathText.default(""),
      registerFields: z.array(z.string().max(500)).max(30).default([]),
      passwordField: z.string().trim().min(1).max(100).default("password"),
    }),
    run: async (source, { registerPath, registerFields, passwordField }, target) => {
      if (!registerPath) return unknown("not_declared", {}, "registerPath");
      // Without the other fields any password would be refused.
      if (registerFields.length === 0) return unknown("not_declared", {}, "registerFields");
      const weak = {
        password1: "password1",
        "7 characters": randomBytes(4).toString("hex").slice(1),
      };
      const answers = [];
      for (const [kind, password] of Object.entries(weak)) {
        const answer = await ask(source, addressOn(target, registerPath), {
          method: "POST",
          headers: { ...bearer(source.credentials.testToken), "content-type": "application/json" },
          body: registration(registerFields, passwordField, password),
          probe: true,
        });
        answers.push({ kind, answer });
      }
      const seen = {
        requests: answers.length,
        answers: answers.map(({ kind, answer }) => `${kind}: ${answer.status}`),
      };
      const odd = answers.filter(({ answer }) => ![400, 422].includes(answer.status));
      const isUnsure = (status: number) => [401, 403, 404, 429].includes(status);
      if (odd.some(({ answer }) => !isUnsure(answer.status))) return judge(false, seen);
      const refusal = odd[0] && refusalOf(odd[0].answer);
      return refusal ? unknown(refusal.reason, seen, refusal.detail ?? "") : judge(true, seen);
    },
  }),
};
