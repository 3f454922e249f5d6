/** Keys of the organisation's people in the query cache. */
export const memberKeys = {
  list: () => ["members"] as const,
  invitations: () => ["invitations"] as const,
  // Not below the list: it must not be asked for again once the person is gone.
  openItems: (userId: string) => ["open-items", userId] as const,
};
