import { createParser, createLoader, parseAsString, type inferParserType } from "nuqs/server";

import type { listOrganizationAuditEndpoint } from "#lib/audit/contract.ts";
import type { z } from "zod";
import { dayStart, isDay } from "./day-range.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ACTION = /^[a-z_]{1,40}(\.[a-z_]{1,40})?$/;

/** What an address holds but the server would refuse is as if it were not there. */
function parseAs(accept: (value: string) => boolean) {
  return createParser({
    parse: (value) => (accept(value) ? value : null),
    serialize: String,
  });
}

const parseAsId = parseAs((value) => UUID.test(value));

/** The filters in the page's address. */
export const filterParams = {
  actor: parseAsId,
  action: parseAs((value) => ACTION.test(value)),
  subject: parseAsId,
  project: parseAs((value) => value === "organization" || UUID.test(value)),
  from: parseAs(isDay),
  to: parseAs(isDay),
  q: parseAsString.withDefault(""),
};

/** `from` and `to` are days in the reader's zone, both included. */
export type AuditFilters = inferParserType<typeof filterParams>;

/** Reads the filters from a page's address, on the server. */
export const loadFilters = createLoader(filterParams);

/** What is asked of the API. */
export type AuditQuery = Omit<
  z.input<typeof listOrganizationAuditEndpoint.query>,
  "cursor" | "limit"
>;

/** The filters as the API takes them. */
export function toQuery(filters: AuditFilters, timeZone: string): AuditQuery {
  const { actor, action, subject, project, from, to } = filters;
  const text = filters.q.trim().slice(0, 200);
  return {
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(subject ? { subject } : {}),
    ...(project ? { project } : {}),
    ...(from ? { from: dayStart(from, timeZone) } : {}),
    ...(to ? { to: dayStart(to, timeZone, 1) } : {}),
    ...(text ? { text } : {}),
  };
}
