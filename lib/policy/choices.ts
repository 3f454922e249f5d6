// Apart from the contract: browsers need the words without the schemas.
export const secondFactorRules = ["nobody", "leads", "everyone"] as const;
