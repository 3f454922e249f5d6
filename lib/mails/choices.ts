// What can be chosen, apart from the contract: browsers need the words without the schemas.
export const mailStates = ["waiting", "sent", "failed"] as const;
