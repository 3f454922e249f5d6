/** Keys of integrations in the query cache; `slug` is the project's. */
export const integrationKeys = {
  all: (slug: string) => ["integrations", slug] as const,
  list: (slug: string) => ["integrations", slug, "list"] as const,
  providers: (slug: string) => ["integrations", slug, "providers"] as const,
  detail: (slug: string, id: string) => ["integrations", slug, "detail", id] as const,
};
