import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { email, id, line, password, timeZone } from "#lib/platform/http/fields.ts";
import { locales } from "#lib/platform/i18n/locales.ts";

export const Me = z.strictObject({
  user: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    /** Null: as the browser asks. */
    locale: z.enum(locales).nullable(),
    /** Null: that of the browser. */
    timeZone: z.string().nullable(),
  }),
  organization: z.strictObject({ id: z.uuid(), name: z.string() }),
  role: z.enum(["owner", "admin", "member"]),
  /** The token that asks; null in a browser. */
  token: z.strictObject({ id: z.uuid(), scope: z.enum(["read", "write"]) }).nullable(),
  /** Until when the organisation lets you do without a second factor; null: it asks for none, or there is one. */
  secondFactorBy: z.iso.datetime().nullable(),
});
export type Me = z.infer<typeof Me>;

export const getMeEndpoint = endpoint({
  operationId: "getMe",
  method: "GET",
  path: "/me",
  summary: "Read who you are, in which organisation and with which rights",
  access: "account.own",
  openTo: ["enrolment"],
  response: Me,
});

export const updateMeEndpoint = endpoint({
  operationId: "updateMe",
  method: "PATCH",
  path: "/me",
  summary: "Change your name, language or time zone",
  access: "account.own",
  body: z.strictObject({
    name: line(120).optional(),
    locale: z.enum(locales).nullable().optional(),
    timeZone: timeZone.nullable().optional(),
  }),
  response: Me,
});

export const changePasswordEndpoint = endpoint({
  operationId: "changePassword",
  method: "POST",
  path: "/me/password",
  summary: "Change your password; ends your other sessions",
  access: "account.own",
  body: z.strictObject({ currentPassword: password, newPassword: password }),
  response: z.null(),
  status: 204,
});

/** `second_factor`: the session opens nothing until the second factor is given. */
export const SignedIn = z.strictObject({ status: z.enum(["signed_in", "second_factor"]) });

export const signInEndpoint = endpoint({
  operationId: "signIn",
  method: "POST",
  path: "/session",
  summary: "Sign in with e-mail and password; sets the session cookie",
  access: "public",
  body: z.strictObject({ email, password }),
  response: SignedIn,
});

export const signOutEndpoint = endpoint({
  operationId: "signOut",
  method: "DELETE",
  path: "/session",
  summary: "Sign out: ends the session of this browser",
  access: "account.own",
  openTo: ["second_factor", "enrolment"],
  response: z.null(),
  status: 204,
});

export const Session = z.strictObject({
  id: z.uuid(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** With what it was opened. */
  method: z.enum(["password", "passkey", "sso"]),
  /** The second factor is still to come: it opens nothing until then. */
  awaitsSecondFactor: z.boolean(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const listSessionsEndpoint = endpoint({
  operationId: "listSessions",
  method: "GET",
  path: "/sessions",
  summary: "List where you are signed in, the latest first",
  access: "account.own",
  response: z.strictObject({ sessions: z.array(Session) }),
});

export const endSessionEndpoint = endpoint({
  operationId: "endSession",
  method: "DELETE",
  path: "/sessions/{sessionId}",
  summary: "End one of your sessions",
  access: "account.own",
  params: z.strictObject({ sessionId: id }),
  response: z.null(),
  status: 204,
});

export const endOtherSessionsEndpoint = endpoint({
  operationId: "endOtherSessions",
  method: "DELETE",
  path: "/sessions",
  summary: "End all your sessions but this one",
  access: "account.own",
  response: z.null(),
  status: 204,
});

const linkSecret = z.string().min(1).max(200);

export const inspectPasswordLinkEndpoint = endpoint({
  operationId: "inspectPasswordLink",
  method: "POST",
  path: "/password-links/inspect",
  summary: "Read whom a set-password link is for, without using it",
  access: "public",
  body: z.strictObject({ secret: linkSecret }),
  response: z.strictObject({
    name: z.string(),
    email: z.string(),
    organization: z.string(),
    expiresAt: z.iso.datetime(),
  }),
});

export const redeemPasswordLinkEndpoint = endpoint({
  operationId: "redeemPasswordLink",
  method: "POST",
  path: "/password-links/use",
  summary: "Set a password with a single-use link and sign in; ends all other sessions",
  access: "public",
  body: z.strictObject({ secret: linkSecret, password }),
  response: SignedIn,
});
