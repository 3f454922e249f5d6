/** Keys of the query cache for checks and what follows from them; `projectId` is the project's id. */
export const checkKeys = {
  /** Lies below the item's own key, so that whatever asks for the item again asks for its checks, too. */
  item: (projectId: string, itemId: string) =>
    ["checklist", projectId, "item", itemId, "checks"] as const,
  runs: (projectId: string, checkId: string) => ["checks", projectId, "runs", checkId] as const,
  disagreements: (projectId: string) => ["checks", projectId, "disagreements"] as const,
};
