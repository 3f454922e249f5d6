/** Keys of API tokens in the query cache. */
export const tokenKeys = {
  list: () => ["tokens"] as const,
};
