/** Keys of the organisation's people in the query cache. */
export const memberKeys = {
  list: () => ["members"] as const,
  invitations: () => ["invitations"] as const,
  openItems: (userId: string) => ["members", "open-items", userId] as const,
};
