/** Key of the background work in the query cache. */
export const workKey = ["work"] as const;
