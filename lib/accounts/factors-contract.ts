import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { line, password } from "#lib/platform/http/fields.ts";
import { SignedIn } from "./contract.ts";

/** A code of an authenticator app; apps show it with a space in the middle. */
const totpCode = z
  .string()
  .max(20)
  .transform((value) => value.replace(/\s/g, ""))
  .refine((value) => /^\d{6}$/.test(value), { params: { code: "not_a_code" } })
  .meta({ example: "123456" });

const recoveryCode = line(60);

const exactlyOne = (given: object): boolean =>
  Object.values(given).filter((value) => value !== undefined).length === 1;

export const SecondFactor = z.strictObject({
  /** The authenticator app; null: none. */
  totp: z.strictObject({ confirmedAt: z.iso.datetime() }).nullable(),
  /** How many passkeys there are. */
  passkeys: z.int(),
  /** How many recovery codes have not been used. */
  recoveryCodes: z.int(),
  /** False for those who sign in by SSO or passkey only. */
  hasPassword: z.boolean(),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

export const getSecondFactorEndpoint = endpoint({
  operationId: "getSecondFactor",
  method: "GET",
  path: "/me/second-factor",
  summary: "Read which second factors you have; in a browser only",
  access: "account.own",
  openTo: ["second_factor", "enrolment"],
  response: SecondFactor,
});

export const TotpEnrolment = z.strictObject({
  /** Names this enrolment; starting another one ends it. */
  startedAt: z.iso.datetime(),
  /** In base 32. Shown this once: null when the same Idempotency-Key asks again. */
  secret: z.string().nullable(),
  /** What the QR code holds. */
  uri: z.string().nullable(),
});
export type TotpEnrolment = z.infer<typeof TotpEnrolment>;

export const startTotpEndpoint = endpoint({
  operationId: "startTotp",
  method: "POST",
  path: "/me/totp",
  summary: "Begin to set up an authenticator app; needs a fresh proof, and a code to be confirmed",
  access: "account.own",
  openTo: ["enrolment"],
  status: 201,
  response: TotpEnrolment,
});

/** Shown this once: null when there are some already, or the same Idempotency-Key asks again. */
export const RecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()).nullable() });

export const confirmTotpEndpoint = endpoint({
  operationId: "confirmTotp",
  method: "POST",
  path: "/me/totp/confirm",
  summary: "Turn the authenticator app on with a code of it; ends your other sessions",
  access: "account.own",
  openTo: ["enrolment"],
  body: z.strictObject({ startedAt: z.iso.datetime(), code: totpCode }),
  response: RecoveryCodes,
});

export const removeTotpEndpoint = endpoint({
  operationId: "removeTotp",
  method: "DELETE",
  path: "/me/totp",
  summary: "Turn the authenticator app off; needs a fresh proof, ends your other sessions",
  access: "account.own",
  response: z.null(),
  status: 204,
});

export const createRecoveryCodesEndpoint = endpoint({
  operationId: "createRecoveryCodes",
  method: "POST",
  path: "/me/recovery-codes",
  summary: "Make ten new recovery codes in place of the old ones; needs a fresh proof",
  access: "account.own",
  status: 201,
  response: RecoveryCodes,
});

export const giveSecondFactorEndpoint = endpoint({
  operationId: "giveSecondFactor",
  method: "POST",
  path: "/session/second-factor",
  summary: "Finish signing in with a code of your app or a recovery code; renews the cookie",
  access: "account.own",
  openTo: ["second_factor"],
  body: z
    .strictObject({ code: totpCode.optional(), recoveryCode: recoveryCode.optional() })
    .refine(exactlyOne, { params: { code: "one_proof" }, path: ["code"] }),
  response: SignedIn,
});

export const stepUpEndpoint = endpoint({
  operationId: "stepUp",
  method: "POST",
  path: "/session/step-up",
  summary: "Prove once more that it is you, for what needs a fresh proof; renews the cookie",
  access: "account.own",
  openTo: ["enrolment"],
  body: z
    .strictObject({
      /** Counts only where there is no second factor. */
      password: password.optional(),
      code: totpCode.optional(),
      recoveryCode: recoveryCode.optional(),
    })
    .refine(exactlyOne, { params: { code: "one_proof" }, path: ["code"] }),
  response: SignedIn,
});
