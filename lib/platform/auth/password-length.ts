/** What a new password needs at least; shown as a hint where one is chosen. */
export const MIN_PASSWORD_LENGTH = 15;

/** The same for somebody who has a second factor, too. */
export const MIN_PASSWORD_LENGTH_WITH_FACTOR = 8;
