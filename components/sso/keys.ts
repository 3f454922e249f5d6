/** Keys of single sign-on in the query cache. */
export const ssoKeys = {
  providers: () => ["sso", "providers"] as const,
  identities: () => ["sso", "identities"] as const,
};
