/** Keys of the query cache for what belongs to a checklist; `projectId` is the project's id. */
export const checklistKeys = {
  mine: ["checklist", "mine"] as const,
  all: (projectId: string) => ["checklist", projectId] as const,
  items: (projectId: string) => ["checklist", projectId, "items"] as const,
  headings: (projectId: string) => ["checklist", projectId, "headings"] as const,
  item: (projectId: string, itemId: string) => ["checklist", projectId, "item", itemId] as const,
};
