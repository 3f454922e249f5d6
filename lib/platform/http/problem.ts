import { createTranslator } from "next-intl";
import type { z } from "zod";
import en from "zod/v4/locales/en.js";
import ko from "zod/v4/locales/ko.js";
import type {
  DomainError} from "#lib/platform/errors.ts";
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  RateLimitedError,
  TooLargeError,
  UnauthenticatedError,
  UnavailableError,
  type ErrorParams,
  type FieldIssue,
} from "#lib/platform/errors.ts";
import type { Locale } from "#lib/platform/i18n/locales.ts";
import { loadMessages } from "#lib/platform/i18n/messages.ts";

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

function statusOf(error: DomainError): number {
  if (error instanceof UnauthenticatedError) return 401;
  if (error instanceof ForbiddenError) return 403;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof ConflictError) return 409;
  if (error instanceof TooLargeError) return 413;
  if (error instanceof InvalidError) return 422;
  if (error instanceof RateLimitedError) return 429;
  if (error instanceof UnavailableError) return 503;
  return 500;
}

/** The words of one language for a stable code; the code itself where there are none. */
async function translator(locale: Locale) {
  const messages = await loadMessages(locale);
  const translate = createTranslator({ locale, messages, namespace: "errors" });
  return (key: string, params: ErrorParams): string =>
    translate.has(key as never) ? translate(key as never, params as never) : key;
}

/** What the reader is told of `error`; of an unexpected one only its request id. */
export async function toProblem(
  error: DomainError | null,
  requestId: string,
  locale: Locale,
): Promise<Problem> {
  const say = await translator(locale);
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

type Say = (key: string, params: ErrorParams) => string;

function fieldMessage(issue: FieldIssue, say: Say): string {
  const message = issue.params?.message;
  return typeof message === "string" ? message : say(`field.${issue.code}`, issue.params ?? {});
}

/** The refused fields of a parse, with zod's own words in the reader's language. */
export function toInvalidError(error: z.ZodError, locale: Locale): InvalidError {
  const issues = error.issues.slice(0, 50).map((issue): FieldIssue => {
    const path = issue.path.map(String).join(".");
    const custom = issue.code === "custom" ? (issue.params?.code as unknown) : undefined;
    if (typeof custom === "string") return { path, code: custom };
    if (issue.code === "invalid_format" && issue.format === "regex") {
      return { path, code: "not_a_line" };
    }
    const told = fieldMessages[locale]({ ...issue, input: undefined });
    const message = typeof told === "string" ? told : (told?.message ?? issue.message);
    return { path, code: issue.code, params: { message } };
  });
  return new InvalidError("invalid", issues);
}
