/** Keys of API tokens and service accounts in the query cache. */
export const tokenKeys = {
  all: ["tokens"] as const,
  list: () => [...tokenKeys.all, "own"] as const,
  organization: () => [...tokenKeys.all, "organization"] as const,
  projects: () => [...tokenKeys.all, "projects"] as const,
  serviceAccounts: () => ["service-accounts"] as const,
};
