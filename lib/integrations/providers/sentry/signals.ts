import { z } from "zod";
import { defineSignal, type SignalRow } from "#lib/integrations/provider.ts";
import { acceptedErrors } from "./event-checks.ts";
import { ofProject, projectOf, type SentrySource } from "./source.ts";

const ROWS = 25;
const issue = z.looseObject({
  title: z.string(),
  level: z.string().optional(),
  count: z.coerce.number().optional(),
  permalink: z.string().nullish(),
  lastSeen: z.string().nullish(),
});

function rowOf({ title, level, count, permalink, lastSeen }: z.infer<typeof issue>): SignalRow {
  const bad = level === undefined || level === "error" || level === "fatal";
  return {
    title,
    state: bad ? "fail" : "warn",
    ...(count === undefined ? {} : { detail: `${count}×` }),
    ...(permalink ? { url: permalink } : {}),
    ...(lastSeen ? { at: lastSeen } : {}),
  };
}

/** The issues that nobody has resolved; the value is how many there are, as far as Sentry counts. */
export const unresolvedIssues = defineSignal({
  params: z.strictObject({ query: z.string().default("is:unresolved") }),
  needs: ["event:read"],
  read: async (source: SentrySource, { query }) => {
    const asked = source.inEnvironment({ query, sort: "freq", statsPeriod: "14d", limit: ROWS });
    const issues = await ofProject(source, "issues", z.array(issue), asked);
    const { id } = await projectOf(source);
    const { headers } = await source.answer(`organizations/${source.organizationSlug}/issues`, {
      project: id,
      ...asked,
    });
    const hits = Number(headers.get("x-hits") ?? Number.NaN);
    return { value: Number.isInteger(hits) ? hits : issues.length, rows: issues.map(rowOf) };
  },
});

const sessions = z.looseObject({
  groups: z.array(z.looseObject({ totals: z.record(z.string(), z.number().nullable()) })),
});

/** The share of sessions or users without a crash, 0 to 1; null without sessions. */
export const crashFreeRate = defineSignal({
  params: z.strictObject({
    of: z.enum(["session", "user"]).default("session"),
    hours: z.number().int().min(1).max(720).default(24),
  }),
  needs: ["org:read"],
  read: async (source: SentrySource, { of, hours }) => {
    const field = `crash_free_rate(${of})`;
    const { groups } = await ofProject(
      source,
      "sessions",
      sessions,
      source.inEnvironment({
        ...{ field, statsPeriod: `${hours}h`, interval: "1h", includeSeries: 0 },
      }),
    );
    return { value: groups[0]?.totals[field] ?? null };
  },
});

/** Errors that Sentry has accepted in the last hour. */
export const eventsPerHour = defineSignal({
  params: z.strictObject({}),
  needs: ["org:read"],
  read: async (source: SentrySource) => ({ value: await acceptedErrors(source, "1h") }),
});
