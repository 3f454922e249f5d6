// Words that browsers need without the schemas.

/** Why a way of the catalog verifies nothing here. */
export const missingWays = [
  /** Nobody has connected the provider. */
  "not_connected",
  /** This version of Preflight does not carry it out. */
  "not_available",
  /** A person has to attest it, with evidence. */
  "attested",
] as const;

/** Days that a claim can stand against its verdict at most. */
export const MOST_DAYS_KEPT = 90;
