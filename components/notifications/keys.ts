/** Keys of the query cache for what the reader was notified of. */
export const notificationKeys = { list: ["notifications"] as const };
