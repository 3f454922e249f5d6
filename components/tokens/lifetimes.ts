/** For how many days a token can be made here. */
export const lifetimes = ["7", "30", "90", "365"] as const;
export type Lifetime = (typeof lifetimes)[number];

const DAY_MS = 86_400_000;
// A browser's clock may be a little ahead of the server's, which allows a year and no more.
const CLOCK_MARGIN_MS = 10 * 60_000;

/** When a token ends that is made now. */
export const lifetimeEnd = (days: Lifetime): string =>
  new Date(Date.now() + Number(days) * DAY_MS - CLOCK_MARGIN_MS).toISOString();
