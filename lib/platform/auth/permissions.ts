/** Roles in an organisation and in a project; see docs/roles.md. */
export type OrganizationRole = "owner" | "admin" | "member";
export type ProjectRole = "lead" | "engineer" | "viewer";
export type Role = OrganizationRole | ProjectRole;

/** `true`: on every object; `"own"`: only on what is assigned to the actor or to nobody. */
export type Grant = true | "own";

const administrators = { owner: true, admin: true } as const;
const leads = { ...administrators, lead: true } as const;
const engineers = { ...leads, engineer: true } as const;
const readers = { ...engineers, viewer: true } as const;
const everybody = { ...administrators, member: true } as const;

/** The one table of who may do what. What is not in it is refused. */
const table = {
  "account.own": everybody,
  "tokens.own": everybody,
  "tokens.manage": administrators,
  "organization.read": everybody,
  "projects.list": everybody,
  "projects.create": administrators,
  "members.manage": administrators,
  "organization.own": { owner: true },
  "policy.manage": administrators,
  "jobs.manage": administrators,
  "scim.manage": administrators,
  "sso.manage": administrators,
  "audit.organization": administrators,
  "project.read": readers,
  "project.edit": leads,
  "project.archive": administrators,
  "project.members": leads,
  "audit.project": readers,
  "items.claim": engineers,
  "items.plan": { ...leads, engineer: "own" },
  "items.edit": leads,
  "evidence.write": engineers,
  "comments.write": engineers,
  "comments.moderate": leads,
  "checks.run": engineers,
  "disagreements.settle": engineers,
  "integrations.manage": leads,
  "widgets.manage": leads,
} as const satisfies Record<string, Partial<Record<Role, Grant>>>;

export type Permission = keyof typeof table;

/** What `role` may do under `permission`; false when nothing. */
export function can(role: Role | null, permission: Permission): Grant | false {
  if (!role) return false;
  const grants: Partial<Record<Role, Grant>> = table[permission];
  return grants[role] ?? false;
}

/** All roles that have a permission, on all objects or on some. */
export function rolesWith(permission: Permission): Role[] {
  return Object.keys(table[permission]) as Role[];
}

/**
 * The role with which a member acts in a project: owners and admins keep theirs, others have the
 * project's. Null: the project is invisible to them.
 */
export function roleInProject(
  organizationRole: OrganizationRole,
  projectRole: ProjectRole | null,
): Role | null {
  return organizationRole === "member" ? projectRole : organizationRole;
}
