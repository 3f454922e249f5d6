/** Keys of the query cache for projects; `reference` is the slug that the page's path names. */
export const projectKeys = {
  candidates: ["projects", "candidates"] as const,
  all: ["projects"] as const,
  lists: ["projects", "list"] as const,
  list: (archived: boolean) => ["projects", "list", { archived }] as const,
  detail: (reference: string) => ["projects", "detail", reference] as const,
  members: (reference: string) => ["projects", "members", reference] as const,
  overview: (reference: string) => ["projects", "overview", reference] as const,
};
