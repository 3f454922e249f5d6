import { z } from "zod";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Answer, Reader } from "#lib/integrations/reader.ts";
import { rulesAsAlerts, rules, workflows, workflowsAsAlerts, type Alert } from "./alerts.ts";

const slug = z.string().regex(/^[a-z0-9_-]{1,100}$/i);

export const config = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://sentry.io"),
  organization: slug,
  project: slug,
  environment: z.string().max(64).default(""),
});

export const credentials = z.strictObject({ token: z.string().min(1) });

type Query = Record<string, string | number>;
export type Listing<T> = { items: T[]; whole: boolean };

const MOST_PAGES = 10;

export type SentrySource = {
  organizationSlug: string;
  projectSlug: string;
  /** Adds the declared environment, where there is one. */
  inEnvironment: (query: Query) => Query;
  /** Asks `/api/0/<path>/`. Throws ProviderError. */
  get: <T>(path: string, shape: z.ZodType<T>, query?: Query) => Promise<T>;
  /** All pages of a list, ten at most; `whole` is false where there are more. */
  list: <T>(path: string, shape: z.ZodType<T[]>, query?: Query) => Promise<Listing<T>>;
  /** The answer to the same question as it came, for its headers; it is not asked again. */
  answer: (path: string, query?: Query) => Promise<Answer>;
};

/** The client for one run, of one project. */
export function openSource(
  { baseUrl, organization, project, environment }: z.infer<typeof config>,
  { token }: z.infer<typeof credentials>,
  reader: Reader,
): SentrySource {
  const request = { headers: { accept: "application/json", authorization: `Bearer ${token}` } };
  const address = (path: string, query: Query = {}) => {
    const url = new URL(`${baseUrl.replace(/\/+$/, "")}/api/0/${path}/`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return url.href;
  };
  const get: SentrySource["get"] = (path, shape, query) =>
    reader.json(address(path, query), shape, request);
  const answer: SentrySource["answer"] = (path, query) =>
    reader.call(address(path, query), request);
  return {
    organizationSlug: organization,
    projectSlug: project,
    inEnvironment: (query) => (environment ? { ...query, environment } : query),
    get,
    answer,
    list: async <T>(path: string, shape: z.ZodType<T[]>, query: Query = {}) => {
      const items: T[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES; page++) {
        const asked: Query = cursor === null ? query : { ...query, cursor };
        items.push(...(await get(path, shape, asked)));
        // The same answer, whose headers say where it goes on.
        cursor = nextOf((await answer(path, asked)).headers);
        if (cursor === null) return { items, whole: true };
      }
      return { items, whole: false };
    },
  };
}

/** Where a list goes on, by `Link: <…>; rel="next"; results="true"; cursor="0:100:0"`; null at its end. */
function nextOf(headers: Headers): string | null {
  for (const link of (headers.get("link") ?? "").split(/,\s*(?=<)/)) {
    const goesOn = /rel="next"/.test(link) && /results="true"/.test(link);
    if (goesOn) return /cursor="([^"]+)"/.exec(link)?.[1] ?? null;
  }
  return null;
}

const project = z.looseObject({
  id: z.string(),
  slug: z.string(),
  firstEvent: z.string().nullish(),
  dataScrubber: z.boolean().optional(),
  dataScrubberDefaults: z.boolean().optional(),
  access: z.array(z.string()).optional(),
});

export const projectPath = (source: SentrySource): string =>
  `projects/${source.organizationSlug}/${source.projectSlug}`;

export const projectOf = (source: SentrySource): Promise<z.infer<typeof project>> =>
  source.get(projectPath(source), project);

/** Asks the organization for what belongs to the project. */
export async function ofProject<T>(
  source: SentrySource,
  path: string,
  shape: z.ZodType<T>,
  query: Query = {},
): Promise<T> {
  const { id } = await projectOf(source);
  return source.get(`organizations/${source.organizationSlug}/${path}`, shape, {
    project: id,
    ...query,
  });
}

/** Asks a list of the organization for all that belongs to the project. */
export async function listOfProject<T>(
  source: SentrySource,
  list: string,
  shape: z.ZodType<T[]>,
): Promise<Listing<T>> {
  const { id } = await projectOf(source);
  const path = `organizations/${source.organizationSlug}/${list}`;
  return source.list(path, shape, { project: id });
}

/** The project's alerts; of a server that has no workflows yet, its rules. */
export async function alertsOf(source: SentrySource): Promise<Listing<Alert>> {
  const known = await unlessOlder(() => listOfProject(source, "workflows", workflows));
  if (known) return { ...known, items: workflowsAsAlerts(known.items) };
  const old = await source.list(`${projectPath(source)}/rules`, rules);
  return { ...old, items: rulesAsAlerts(old.items) };
}

/** The answer to `question`; null from a server that is too old to know the address. */
export async function unlessOlder<T>(question: () => Promise<T>): Promise<T | null> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof ProviderError && error.reason === "not_found") return null;
    throw error;
  }
}
