import { resources, type Scope } from "#lib/platform/auth/scopes.ts";

// Apart from the contract: browsers need the words without the schemas.
export const scopes = ["*", ...resources].flatMap((resource) => [
  `${resource}:read`,
  `${resource}:write`,
]) as readonly Scope[];

/** How long a token may live at most. */
export const MAX_TOKEN_DAYS = 365;

/** How long a replaced token may go on beside its successor, at most and unless said otherwise. */
export const MAX_OVERLAP_HOURS = 7 * 24;
export const OVERLAP_HOURS = 24;
