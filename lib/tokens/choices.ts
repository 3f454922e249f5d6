// Apart from the contract: browsers need the words without the schemas.
export const tokenScopes = ["read", "write"] as const;
