const projectHref = (slug: string): string => `/projects/${encodeURIComponent(slug)}`;

/** A project's live page. */
export const liveHref = (slug: string): string => `${projectHref(slug)}/live`;

/** Where a project's integrations are connected. */
export const integrationsHref = (slug: string): string =>
  `${projectHref(slug)}/settings/integrations`;

/** One integration, with what it last said. */
export const integrationHref = (slug: string, id: string): string =>
  `${integrationsHref(slug)}/${id}`;
