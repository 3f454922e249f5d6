/** Keys of the account in the query cache. */
export const accountKeys = {
  me: () => ["accounts", "me"] as const,
  openItems: () => ["accounts", "open-items"] as const,
  colleagues: () => ["accounts", "colleagues"] as const,
  emailChange: () => ["accounts", "email-change"] as const,
  secondFactor: () => ["accounts", "second-factor"] as const,
  passkeys: () => ["accounts", "passkeys"] as const,
  sessions: () => ["accounts", "sessions"] as const,
  memberSessions: (userId: string) => ["accounts", "sessions", userId] as const,
};
