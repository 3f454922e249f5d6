/** Keys of the organisation's people in the query cache. */
export const memberKeys = {
  list: () => ["members"] as const,
};
