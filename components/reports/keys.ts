/** Keys of the query cache for a project's reports; days are those of `timeZone`. */
export const reportKeys = {
  all: (projectId: string) => ["reports", projectId] as const,
  burnUp: (projectId: string, timeZone: string) =>
    ["reports", projectId, "burn-up", timeZone] as const,
  report: (projectId: string, timeZone: string) =>
    ["reports", projectId, "report", timeZone] as const,
};
