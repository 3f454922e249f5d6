const HERE = "http://here.invalid";

/** A path of this site to go on to, as a link may carry it; "/" for anything that leads elsewhere. */
export function safePath(given: string | string[] | undefined): string {
  if (typeof given !== "string" || !given.startsWith("/") || !URL.canParse(given, HERE)) return "/";
  const url = new URL(given, HERE);
  // Resolving takes care of `//host`, `/\host` and control characters as browsers do.
  if (url.origin !== HERE || url.pathname.startsWith("//")) return "/";
  if (url.pathname === "/login" || url.pathname.startsWith("/api/")) return "/";
  return url.pathname + url.search + url.hash;
}
