/** A link under the address by which this browser reaches the server; the configured one may be another. */
export function reachable(url: string): string {
  const { pathname, hash } = new URL(url);
  return location.origin + pathname + hash;
}
