import { z } from "zod";
import { goingQuery } from "#lib/members/contract.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { email } from "#lib/platform/http/fields.ts";

/** How long the links of a password reset and of a change of address work. */
export const RESET_LINK_HOURS = 1;
export const EMAIL_CHANGE_HOURS = 24;

export const requestPasswordResetEndpoint = endpoint({
  operationId: "requestPasswordReset",
  method: "POST",
  path: "/password-resets",
  summary: "Have a link for a new password sent by mail; the answer is the same for every address",
  access: "public",
  body: z.strictObject({ email }),
  response: z.null(),
  status: 204,
});

export const EmailChange = z.strictObject({
  newEmail: z.string(),
  oldConfirmed: z.boolean(),
  newConfirmed: z.boolean(),
  expiresAt: z.iso.datetime(),
});
export type EmailChange = z.infer<typeof EmailChange>;

export const getEmailChangeEndpoint = endpoint({
  operationId: "getEmailChange",
  method: "GET",
  path: "/me/email",
  summary: "Read the change of your e-mail address that is under way",
  access: "account.own",
  response: z.strictObject({
    /** Whether the address can be changed here: a mail server is needed, and no directory in charge. */
    possible: z.boolean(),
    change: EmailChange.nullable(),
  }),
});

export const requestEmailChangeEndpoint = endpoint({
  operationId: "requestEmailChange",
  method: "POST",
  path: "/me/email",
  summary: "Ask for another e-mail address; takes effect when both addresses have confirmed it",
  access: "account.own",
  status: 201,
  body: z.strictObject({ newEmail: email }),
  response: EmailChange,
});

export const cancelEmailChangeEndpoint = endpoint({
  operationId: "cancelEmailChange",
  method: "DELETE",
  path: "/me/email",
  summary: "Give up the change of your e-mail address",
  access: "account.own",
  response: z.null(),
  status: 204,
});

export const confirmEmailChangeEndpoint = endpoint({
  operationId: "confirmEmailChange",
  method: "POST",
  path: "/email-changes/confirm",
  summary: "Confirm one of the two addresses with the link that was sent to it",
  access: "public",
  body: z.strictObject({ secret: z.string().min(1).max(200) }),
  response: z.strictObject({
    /** `done`: the new address counts from now on; otherwise the other one is still to be confirmed. */
    state: z.enum(["done", "waiting_for_old", "waiting_for_new"]),
    newEmail: z.string(),
  }),
});

export const exportMyDataEndpoint = endpoint({
  operationId: "exportMyData",
  method: "GET",
  path: "/me/export",
  summary: "Export what is stored about you, as JSON; in a browser only",
  access: "account.own",
  response: z.looseObject({}),
  produces: "application/json",
});

export const deleteMeEndpoint = endpoint({
  operationId: "deleteMe",
  method: "DELETE",
  path: "/me",
  summary:
    "Delete your account: erases name and address, ends sessions and tokens; in a browser only",
  access: "account.own",
  query: goingQuery,
  response: z.null(),
  status: 204,
});
