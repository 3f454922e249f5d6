/** The parts of the API that a token can be limited to. */
export const resources = ["account", "organization", "projects", "checklist", "audit"] as const;
export type Resource = (typeof resources)[number];

/** `resource:read` or `resource:write` (which includes reading); `*` stands for every resource. */
export type Scope = `${Resource | "*"}:${"read" | "write"}`;

// The first that matches counts.
const parts: readonly [RegExp, Resource][] = [
  [/\/audit(\/|$)/, "audit"],
  [/^\/projects\/\{projectId\}\/(items|headings|checks|disagreements)(\/|$)/, "checklist"],
  [/^\/me\/(open-)?items$/, "checklist"],
  [/^\/(projects|events|template)/, "projects"],
  [/^\/organization(\/|$)/, "organization"],
];

/** The resource that an operation belongs to, by its path in the contract. */
export function resourceOf(path: string): Resource {
  return parts.find(([pattern]) => pattern.test(path))?.[1] ?? "account";
}

/** Whether a token with these scopes may read or write what lies at a path. */
export function inScope(
  scopes: readonly string[],
  path: string,
  access: "read" | "write",
): boolean {
  const resource = resourceOf(path);
  const enough: Scope[] = [`${resource}:write`, "*:write"];
  if (access === "read") enough.push(`${resource}:read`, "*:read");
  return enough.some((scope) => scopes.includes(scope));
}

/** Whether a token of one project may call an operation: one of a project, or one that says who it is. */
export function isBoundToProject(path: string): boolean {
  return path.startsWith("/projects/{projectId}") || path === "/me";
}
