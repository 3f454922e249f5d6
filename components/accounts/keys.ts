/** Keys of the account in the query cache. */
export const accountKeys = {
  me: () => ["accounts", "me"] as const,
  sessions: () => ["accounts", "sessions"] as const,
};
