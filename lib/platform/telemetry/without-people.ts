import type { ErrorEvent } from "@sentry/nextjs";
import { mask } from "#lib/platform/log/mask.ts";

/** An event without the person, what they sent, and anything that looks like a secret. */
export function withoutPeople(event: ErrorEvent): ErrorEvent {
  const { user: _user, request: _request, breadcrumbs: _breadcrumbs, ...rest } = event;
  const { message, exception, extra, tags, contexts } = rest;
  return { ...rest, ...(mask({ message, exception, extra, tags, contexts }) as typeof rest) };
}
