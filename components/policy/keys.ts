/** Keys of the sign-in policy in the query cache. */
export const policyKeys = {
  policy: () => ["policy"] as const,
};
