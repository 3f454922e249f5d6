import type { Permission } from "./permissions.ts";

/** The parts of the API that a token can be limited to. */
export const resources = ["account", "organization", "projects", "checklist", "audit"] as const;
export type Resource = (typeof resources)[number];

/** `resource:read` or `resource:write` (which includes reading); `*` stands for every resource. */
export type Scope = `${Resource | "*"}:${"read" | "write"}`;

const resourceOf = {
  "account.own": "account",
  "tokens.own": "account",
  "organization.read": "organization",
  "projects.list": "projects",
  "projects.create": "projects",
  "members.manage": "organization",
  "organization.own": "organization",
  "policy.manage": "organization",
  "scim.manage": "organization",
  "sso.manage": "organization",
  "audit.organization": "audit",
  "project.read": "projects",
  "project.edit": "projects",
  "project.archive": "projects",
  "project.members": "projects",
  "audit.project": "audit",
  "items.claim": "checklist",
  "items.plan": "checklist",
  "items.edit": "checklist",
  "evidence.write": "checklist",
  "comments.write": "checklist",
  "comments.moderate": "checklist",
} as const satisfies Record<Permission, Resource>;

/** Whether a token with these scopes may do something under a permission. */
export function inScope(
  scopes: readonly string[],
  permission: Permission,
  access: "read" | "write",
): boolean {
  const resource = resourceOf[permission];
  const enough: Scope[] = [`${resource}:write`, "*:write"];
  if (access === "read") enough.push(`${resource}:read`, "*:read");
  return enough.some((scope) => scopes.includes(scope));
}
