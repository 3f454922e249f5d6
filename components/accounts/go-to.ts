/** Leaves for another page as a whole new document, so that nothing of an account stays in memory. */
export function goTo(path: string): void {
  location.assign(path);
}
