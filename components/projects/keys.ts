/** Keys of the query cache for projects; `reference` is the slug that the page's path names. */
export const projectKeys = {
  all: ["projects"] as const,
  lists: ["projects", "list"] as const,
  detail: (reference: string) => ["projects", "detail", reference] as const,
  members: (reference: string) => ["projects", "members", reference] as const,
};
