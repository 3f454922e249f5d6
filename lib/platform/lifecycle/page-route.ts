const STATIC = /^\/(_next\/|favicon|icon-|manifest\.webmanifest|robots\.txt)/;
// Pages of people and the pages below one project; what follows an id or a slug is kept, the slug is not.
const KNOWN =
  /^\/(setup|login|forgot|reset|invite|projects|reports|audit|admin|account|docs)(?:\/|$)/;
const PROJECT = /^\/projects\/(?!new$)[^/]+(?:\/([a-z]+))?/;

/**
 * The name under which a page is measured: a handful of names however many addresses are asked for,
 * since each name costs memory in every monitoring system.
 */
export function pageRoute(path: string): string {
  if (path === "/") return "/";
  if (STATIC.test(path)) return "(static)";
  const project = PROJECT.exec(path);
  if (project) return PAGES.has(project[1] ?? "") ? `/projects/*/${project[1]}` : "/projects/*";
  const known = KNOWN.exec(path);
  return known ? `/${known[1]}` : "(other)";
}

const PAGES = new Set(["checklist", "live", "reports", "audit", "settings", "print"]);
