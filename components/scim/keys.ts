/** Keys of the directory's connection in the query cache. */
export const scimKeys = {
  directory: () => ["scim"] as const,
};
