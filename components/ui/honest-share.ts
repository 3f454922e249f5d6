/**
 * A share from 0 to 1 in whole percents that never flatters and never hides: 1 only when all is
 * done, 0 only when nothing is.
 */
export function honestShare(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0;
  if (part >= whole) return 1;
  return Math.max(0.01, Math.floor((part / whole) * 100) / 100);
}
