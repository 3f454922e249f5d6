/** What a new password needs at least; shown as a hint where one is chosen. */
export const MIN_PASSWORD_LENGTH = 15;
