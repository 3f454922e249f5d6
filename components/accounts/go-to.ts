/** Leaves for another page as a whole new document, so that nothing of an account stays in memory. */
export function goTo(path: string): void {
  location.assign(path);
}

/** Where a right password leads: to `next`, or to the second step before it. */
export function afterSignIn(status: "signed_in" | "second_factor", next: string): string {
  if (status === "signed_in") return next;
  return next === "/" ? "/login/verify" : `/login/verify?next=${encodeURIComponent(next)}`;
}
