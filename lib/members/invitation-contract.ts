import { z } from "zod";
import { SignedIn } from "#lib/accounts/contract.ts";

import { endpoint } from "#lib/platform/http/endpoint.ts";
import { email, id, line, password } from "#lib/platform/http/fields.ts";
import { locales } from "#lib/platform/i18n/locales.ts";
import { ProjectRole } from "#lib/projects/contract.ts";
import { OrganizationRole } from "./contract.ts";

/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 7;

const ProjectGrant = z.strictObject({ projectId: id, role: ProjectRole });

export const Invitation = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: OrganizationRole,
  projectRoles: z.array(
    z.strictObject({ projectId: z.uuid(), name: z.string(), role: ProjectRole }),
  ),
  invitedBy: z.strictObject({ id: z.uuid(), name: z.string() }),
  createdAt: z.iso.datetime(),
  /** When its present link was made. */
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

/** What became of an invitation's new link. */
export const InvitationLink = z.strictObject({
  invitation: Invitation,
  /** Whether the link goes out by mail. */
  mailed: z.boolean(),
  /** To hand over where no mail goes out. Shown this once: null when the same Idempotency-Key asks again. */
  url: z.string().nullable(),
  /** Whether an earlier invitation of this address has ended with it. */
  replaced: z.boolean(),
});
export type InvitationLink = z.infer<typeof InvitationLink>;

export const listInvitationsEndpoint = endpoint({
  operationId: "listInvitations",
  method: "GET",
  path: "/organization/invitations",
  summary: "List the open invitations, the latest first",
  access: "members.manage",
  response: z.strictObject({
    /** Whether invitations go out by mail. */
    mail: z.boolean(),
    invitations: z.array(Invitation),
  }),
});

export const createInvitationEndpoint = endpoint({
  operationId: "createInvitation",
  method: "POST",
  path: "/organization/invitations",
  summary:
    "Invite somebody by e-mail, or by a link where no mail server is configured; replaces an earlier invitation of the same address",
  access: "members.manage",
  status: 201,
  body: z.strictObject({
    name: line(120),
    email,
    role: OrganizationRole.default("member"),
    /** For members only: owners and administrators have access to all projects. */
    projectRoles: z.array(ProjectGrant).max(100).default([]),
    /** The language of the mail; otherwise that of whoever invites. */
    locale: z.enum(locales).optional(),
  }),
  response: InvitationLink,
});

const params = z.strictObject({ invitationId: id });

export const resendInvitationEndpoint = endpoint({
  operationId: "resendInvitation",
  method: "POST",
  path: "/organization/invitations/{invitationId}/resend",
  summary: "Renew an invitation: by mail, or as a link to copy; the earlier link stops working",
  access: "members.manage",
  params,
  body: z.strictObject({
    /** `link`: returns the link even where mail could be sent. */
    by: z.enum(["mail", "link"]).default("mail"),
  }),
  response: InvitationLink,
});

export const revokeInvitationEndpoint = endpoint({
  operationId: "revokeInvitation",
  method: "DELETE",
  path: "/organization/invitations/{invitationId}",
  summary: "Revoke an open invitation",
  access: "members.manage",
  params,
  response: z.null(),
  status: 204,
});

const secret = z.string().min(1).max(200);

export const inspectInvitationEndpoint = endpoint({
  operationId: "inspectInvitation",
  method: "POST",
  path: "/invitations/inspect",
  summary: "Read what an invitation is for, without accepting it",
  access: "public",
  body: z.strictObject({ secret }),
  response: z.strictObject({
    organization: z.string(),
    inviter: z.string(),
    name: z.string(),
    email: z.string(),
    role: OrganizationRole,
    expiresAt: z.iso.datetime(),
    /** Whether the address has an account: then its password is asked for, and nothing of it changes. */
    hasAccount: z.boolean(),
  }),
});

export const acceptInvitationEndpoint = endpoint({
  operationId: "acceptInvitation",
  method: "POST",
  path: "/invitations/accept",
  summary:
    "Accept an invitation and sign in; with the present password where the address has an account",
  access: "public",
  body: z.strictObject({
    secret,
    /** What a new account is called; otherwise as the invitation says. */
    name: line(120).optional(),
    /** The one of a new account, or the present one of an account that is there. */
    password,
  }),
  response: SignedIn,
});
