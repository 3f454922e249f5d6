import { z } from "zod";
import { SignedIn } from "#lib/accounts/contract.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line } from "#lib/platform/http/fields.ts";

/** How many passkeys one person may have. */
export const MAX_PASSKEYS = 20;

export const Passkey = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** Whether it is kept by a service that has it on several devices. */
  synced: z.boolean(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

/** Bytes as WebAuthn's JSON has them: base64url without padding. */
const bytes = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => /^[\w-]*$/.test(value), { params: { code: "not_base64url" } });

const credentialFields = {
  id: bytes(1_400),
  rawId: bytes(1_400),
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  /** Not looked at. */
  clientExtensionResults: z.record(z.string().max(100), z.unknown()).optional(),
};

/** What the browser makes of `navigator.credentials.create()`; RegistrationResponseJSON of WebAuthn. */
const newCredential = z.strictObject({
  ...credentialFields,
  response: z.strictObject({
    clientDataJSON: bytes(8_000),
    attestationObject: bytes(60_000),
    transports: z
      .array(
        z.string().refine((value) => /^[a-z0-9-]{1,40}$/.test(value), {
          params: { code: "not_a_line" },
        }),
      )
      .max(10)
      .optional(),
    authenticatorData: bytes(60_000).optional(),
    publicKey: bytes(8_000).optional(),
    publicKeyAlgorithm: z.number().optional(),
  }),
});

/** What the browser makes of `navigator.credentials.get()`; AuthenticationResponseJSON of WebAuthn. */
const assertion = z.strictObject({
  ...credentialFields,
  response: z.strictObject({
    clientDataJSON: bytes(8_000),
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
    userHandle: bytes(100).optional(),
  }),
});
export type NewCredential = z.infer<typeof newCredential>;
export type Assertion = z.infer<typeof assertion>;

const descriptors = z.array(
  z.strictObject({
    id: z.string(),
    type: z.literal("public-key"),
    transports: z.array(z.string()),
  }),
);
const verified = z.literal("required");

/** For `PublicKeyCredential.parseCreationOptionsFromJSON()`. */
const creationOptions = z.strictObject({
  challenge: z.string(),
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.strictObject({ alg: z.number(), type: z.literal("public-key") })),
  timeout: z.number(),
  attestation: z.literal("none"),
  excludeCredentials: descriptors,
  authenticatorSelection: z.strictObject({
    residentKey: verified,
    requireResidentKey: z.literal(true),
    userVerification: verified,
  }),
});

/** For `PublicKeyCredential.parseRequestOptionsFromJSON()`. Without `allowCredentials`: any passkey. */
const requestOptions = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number(),
  userVerification: verified,
  allowCredentials: descriptors.optional(),
});
export type CreationOptions = z.infer<typeof creationOptions>;
export type RequestOptions = z.infer<typeof requestOptions>;

export const listPasskeysEndpoint = endpoint({
  operationId: "listPasskeys",
  method: "GET",
  path: "/me/passkeys",
  summary: "List your passkeys, the latest first; in a browser only",
  access: "account.own",
  response: z.strictObject({ passkeys: z.array(Passkey) }),
});

export const startPasskeyEndpoint = endpoint({
  operationId: "startPasskey",
  method: "POST",
  path: "/me/passkeys/options",
  summary: "Get what a browser needs to make a passkey; needs a fresh proof",
  access: "account.own",
  openTo: ["enrolment"],
  response: creationOptions,
});

export const addPasskeyEndpoint = endpoint({
  operationId: "addPasskey",
  method: "POST",
  path: "/me/passkeys",
  summary: "Add the passkey that the browser has made; ends your other sessions",
  access: "account.own",
  openTo: ["enrolment"],
  status: 201,
  body: z.strictObject({ name: line(80), response: newCredential }),
  response: Passkey.extend({
    /** With the first second factor: codes for when it is lost. Shown this once. */
    recoveryCodes: z.array(z.string()).nullable(),
  }),
});

export const renamePasskeyEndpoint = endpoint({
  operationId: "renamePasskey",
  method: "PATCH",
  path: "/me/passkeys/{passkeyId}",
  summary: "Rename one of your passkeys; needs a fresh proof",
  access: "account.own",
  params: z.strictObject({ passkeyId: id }),
  body: z.strictObject({ name: line(80) }),
  response: Passkey,
});

export const removePasskeyEndpoint = endpoint({
  operationId: "removePasskey",
  method: "DELETE",
  path: "/me/passkeys/{passkeyId}",
  summary: "Remove one of your passkeys; needs a fresh proof, ends your other sessions",
  access: "account.own",
  params: z.strictObject({ passkeyId: id }),
  response: z.null(),
  status: 204,
});

const answer = z.strictObject({ response: assertion });

export const startPasskeySignInEndpoint = endpoint({
  operationId: "startPasskeySignIn",
  method: "POST",
  path: "/session/passkey/options",
  summary: "Get what a browser needs to sign in with a passkey",
  access: "public",
  response: requestOptions,
});

export const signInWithPasskeyEndpoint = endpoint({
  operationId: "signInWithPasskey",
  method: "POST",
  path: "/session/passkey",
  summary: "Sign in with a passkey alone; sets the session cookie",
  access: "public",
  body: answer,
  response: SignedIn,
});

export const startPasskeySecondFactorEndpoint = endpoint({
  operationId: "startPasskeySecondFactor",
  method: "POST",
  path: "/session/second-factor/passkey/options",
  summary: "Get what a browser needs to finish signing in with a passkey",
  access: "account.own",
  openTo: ["second_factor"],
  response: requestOptions,
});

export const givePasskeySecondFactorEndpoint = endpoint({
  operationId: "givePasskeySecondFactor",
  method: "POST",
  path: "/session/second-factor/passkey",
  summary: "Finish signing in with a passkey as second factor; renews the cookie",
  access: "account.own",
  openTo: ["second_factor"],
  body: answer,
  response: SignedIn,
});

export const startPasskeyStepUpEndpoint = endpoint({
  operationId: "startPasskeyStepUp",
  method: "POST",
  path: "/session/step-up/passkey/options",
  summary: "Get what a browser needs for a fresh proof with a passkey",
  access: "account.own",
  response: requestOptions,
});

export const stepUpWithPasskeyEndpoint = endpoint({
  operationId: "stepUpWithPasskey",
  method: "POST",
  path: "/session/step-up/passkey",
  summary: "Prove once more with a passkey that it is you; renews the cookie",
  access: "account.own",
  body: answer,
  response: SignedIn,
});
