// What can be chosen, apart from the contract: browsers need the words without the schemas.

export const projectScopes = ["core", "complete"] as const;
export const projectRoles = ["lead", "engineer", "viewer"] as const;
export const exportFormats = ["markdown", "csv", "json"] as const;
