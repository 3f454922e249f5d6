import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { email, id, line } from "#lib/platform/http/fields.ts";
import { organizationRoles } from "./choices.ts";

export const OrganizationRole = z.enum(organizationRoles);

/** How long a set-password link works. */
export const PASSWORD_LINK_DAYS = 7;

export const Member = z.strictObject({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  /** `service`: an account for machines. */
  kind: z.enum(["person", "service"]),
  role: OrganizationRole,
  /** `invited`: has not set a password yet. */
  state: z.enum(["active", "invited"]),
  createdAt: z.iso.datetime(),
  /** When they last used a browser; null: not yet. */
  lastSeenAt: z.iso.datetime().nullable(),
  /** Until when an unused set-password link works; null: there is none. */
  linkExpiresAt: z.iso.datetime().nullable(),
  /** Whether they have a second factor; null for those who do not manage people. */
  secondFactor: z.boolean().nullable(),
});
export type Member = z.infer<typeof Member>;

export const PasswordLink = z.strictObject({
  /** Shown this once: null when the same Idempotency-Key asks again. Works once. */
  url: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});
export type PasswordLink = z.infer<typeof PasswordLink>;

/** Who gets the open items of somebody who goes; absent: these stay assigned to them. */
export const goingQuery = z.strictObject({
  /** A colleague, or `nobody`. */
  handOverTo: z.union([id, z.literal("nobody")]).optional(),
});

const memberParams = z.strictObject({ userId: id });

export const listMembersEndpoint = endpoint({
  operationId: "listMembers",
  method: "GET",
  path: "/organization/members",
  summary: "List the people of your organization by name",
  access: "organization.read",
  response: z.strictObject({ members: z.array(Member) }),
});

export const addMemberEndpoint = endpoint({
  operationId: "addMember",
  method: "POST",
  path: "/organization/members",
  summary: "Add a person, or bring a removed one back; returns a link to set a password",
  access: "members.manage",
  status: 201,
  body: z.strictObject({ name: line(120), email, role: OrganizationRole.default("member") }),
  response: z.strictObject({ member: Member, passwordLink: PasswordLink }),
});

export const changeMemberRoleEndpoint = endpoint({
  operationId: "changeMemberRole",
  method: "PATCH",
  path: "/organization/members/{userId}",
  summary: "Change a person's role",
  access: "members.manage",
  params: memberParams,
  body: z.strictObject({ role: OrganizationRole }),
  response: Member,
});

export const removeMemberEndpoint = endpoint({
  operationId: "removeMember",
  method: "DELETE",
  path: "/organization/members/{userId}",
  summary: "Remove a person; ends their sessions and tokens, keeps their history",
  access: "members.manage",
  params: memberParams,
  query: goingQuery,
  response: z.null(),
  status: 204,
});

export const resetSecondFactorEndpoint = endpoint({
  operationId: "resetSecondFactor",
  method: "DELETE",
  path: "/organization/members/{userId}/second-factor",
  summary: "Take a person's second factors away when they have lost them; ends their sessions",
  access: "members.manage",
  params: memberParams,
  response: z.null(),
  status: 204,
});

export const createPasswordLinkEndpoint = endpoint({
  operationId: "createPasswordLink",
  method: "POST",
  path: "/organization/members/{userId}/password-link",
  summary: "Make a new link with which a person sets a password; earlier ones stop working",
  access: "members.manage",
  status: 201,
  params: memberParams,
  response: PasswordLink,
});

const OpenItems = z.strictObject({
  count: z.int(),
  projects: z.array(z.strictObject({ projectId: z.uuid(), name: z.string(), count: z.int() })),
});
export type OpenItems = z.infer<typeof OpenItems>;

export const countOpenItemsEndpoint = endpoint({
  operationId: "countOpenItems",
  method: "GET",
  path: "/organization/members/{userId}/open-items",
  summary: "Count the open items that are assigned to a person, by project",
  access: "members.manage",
  params: memberParams,
  response: OpenItems,
});

export const countMyOpenItemsEndpoint = endpoint({
  operationId: "countMyOpenItems",
  method: "GET",
  path: "/me/open-items",
  summary: "Count the open items that are assigned to you, by project",
  access: "account.own",
  response: OpenItems,
});

export const transferOwnershipEndpoint = endpoint({
  operationId: "transferOwnership",
  method: "POST",
  path: "/organization/ownership",
  summary: "Make somebody else owner and become an administrator yourself; in a browser only",
  access: "organization.own",
  body: z.strictObject({ userId: id }),
  response: Member,
});

export const leaveOrganizationEndpoint = endpoint({
  operationId: "leaveOrganization",
  method: "DELETE",
  path: "/me/membership",
  summary: "Leave the organization; the last owner cannot",
  access: "account.own",
  query: goingQuery,
  response: z.null(),
  status: 204,
});
