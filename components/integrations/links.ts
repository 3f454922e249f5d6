/** Where a project's integrations are listed. */
export const integrationsHref = (slug: string): string =>
  `/projects/${encodeURIComponent(slug)}/settings/integrations`;

/** Where a service is connected; without a provider, where one is chosen. */
export const newIntegrationHref = (slug: string, provider?: string): string =>
  `${integrationsHref(slug)}/new${provider ? `?provider=${provider}` : ""}`;

/** Where one integration is looked at and changed. */
export const integrationHref = (slug: string, id: string): string =>
  `${integrationsHref(slug)}/${id}`;
