// Apart from the contract: browsers need the words without the schemas.

/** The roles that a group may give. Nobody becomes an owner by a directory's word. */
export const groupRoles = ["admin", "member"] as const;
