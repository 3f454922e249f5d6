// Apart from the contract: browsers need the words without the schemas.
export const organizationRoles = ["owner", "admin", "member"] as const;
