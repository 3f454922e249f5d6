import type { z } from "zod";
import en from "zod/v4/locales/en.js";
import ko from "zod/v4/locales/ko.js";
import type { DomainError } from "#lib/platform/errors.ts";
import {
  ConflictError,
  InvalidError,
  type ErrorParams,
  type FieldIssue,
} from "#lib/platform/errors.ts";
import type { Locale } from "#lib/platform/i18n/locales.ts";
import { sayer, type Say } from "#lib/platform/i18n/say.ts";
import { ONE_LINE } from "./fields.ts";
import { statusOf } from "./status-of.ts";

/** Problem details as RFC 9457 has them, with a stable code, the request's id and the refused fields. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: { path: string; code: string; message: string }[];
  current?: unknown;
};

const fieldMessages = { en: en().localeError, ko: ko().localeError } satisfies Record<
  Locale,
  unknown
>;

/** What the reader is told of `error`; of an unexpected one only its request id. */
export async function toProblem(
  error: DomainError | null,
  requestId: string,
  locale: Locale,
): Promise<Problem> {
  const say = await sayer(locale, "errors");
  const status = error ? statusOf(error) : 500;
  const code = error?.code ?? "internal";
  return {
    type: `/docs/api#${code}`,
    title: say(`title.${status}`, {}),
    status,
    detail: say(`detail.${code}`, error?.params ?? {}),
    code,
    requestId,
    ...(error instanceof InvalidError && error.issues.length > 0
      ? {
          errors: error.issues.map((issue) => ({
            path: issue.path,
            code: issue.code,
            message: fieldMessage(issue, say),
          })),
        }
      : {}),
    ...(error instanceof ConflictError && error.current !== undefined
      ? { current: error.current }
      : {}),
  };
}

function fieldMessage(issue: FieldIssue, say: Say): string {
  const message = issue.params?.message;
  return typeof message === "string" ? message : say(`field.${issue.code}`, issue.params ?? {});
}

/** The refused fields of a parse, with our words where we have some and zod's where we have none. */
export function toInvalidError(error: z.ZodError, locale: Locale): InvalidError {
  const issues = error.issues.slice(0, 50).map((issue): FieldIssue => {
    const path = issue.path.map(String).join(".");
    const own = ownWords(issue);
    if (own) return { path, ...own };
    const told = fieldMessages[locale]({ ...issue, input: undefined });
    const message = typeof told === "string" ? told : (told?.message ?? issue.message);
    return { path, code: issue.code, params: { message } };
  });
  return new InvalidError("invalid", issues);
}

/** What people run into; the rest only programs do. */
function ownWords(issue: z.core.$ZodIssue): Omit<FieldIssue, "path"> | null {
  if (issue.code === "custom") {
    const { code, ...params } = (issue.params ?? {}) as { code?: unknown } & ErrorParams;
    return typeof code === "string" ? { code, params } : null;
  }
  if (issue.code === "invalid_format") {
    if (issue.format === "regex") {
      return { code: issue.pattern === String(ONE_LINE) ? "not_a_line" : "malformed" };
    }
    if (issue.format === "email") return { code: "not_an_email" };
    if (issue.format === "url") return { code: "not_a_url" };
  }
  // What was sent is not in the issue, on purpose: it may be a secret. Zod's words tell whether it was.
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) {
    return { code: "required" };
  }
  if (issue.code === "too_small" && issue.origin === "string") {
    const min = Number(issue.minimum);
    return min === 1 ? { code: "required" } : { code: "too_short", params: { min } };
  }
  if (issue.code === "too_big" && issue.origin === "string") {
    return { code: "too_long", params: { max: Number(issue.maximum) } };
  }
  return null;
}
