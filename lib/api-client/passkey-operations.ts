import type {
  addPasskeyEndpoint,
  givePasskeySecondFactorEndpoint,
  listPasskeysEndpoint,
  removePasskeyEndpoint,
  renamePasskeyEndpoint,
  signInWithPasskeyEndpoint,
  startPasskeyEndpoint,
  startPasskeySecondFactorEndpoint,
  startPasskeySignInEndpoint,
  startPasskeyStepUpEndpoint,
  stepUpWithPasskeyEndpoint,
} from "#lib/passkeys/contract.ts";
import { operation } from "./operation.ts";

const own = "/me/passkeys";
const one = `${own}/{passkeyId}` as const;

export const listPasskeys = operation<typeof listPasskeysEndpoint>("GET", own);
export const startPasskey = operation<typeof startPasskeyEndpoint>("POST", `${own}/options`);
export const addPasskey = operation<typeof addPasskeyEndpoint>("POST", own);
export const renamePasskey = operation<typeof renamePasskeyEndpoint>("PATCH", one);
export const removePasskey = operation<typeof removePasskeyEndpoint>("DELETE", one);

const signIn = "/session/passkey";
const secondFactor = "/session/second-factor/passkey";
const stepUp = "/session/step-up/passkey";
export const startPasskeySignIn = operation<typeof startPasskeySignInEndpoint>(
  "POST",
  `${signIn}/options`,
);
export const signInWithPasskey = operation<typeof signInWithPasskeyEndpoint>("POST", signIn);
export const startPasskeySecondFactor = operation<typeof startPasskeySecondFactorEndpoint>(
  "POST",
  `${secondFactor}/options`,
);
export const givePasskeySecondFactor = operation<typeof givePasskeySecondFactorEndpoint>(
  "POST",
  secondFactor,
);
export const startPasskeyStepUp = operation<typeof startPasskeyStepUpEndpoint>(
  "POST",
  `${stepUp}/options`,
);
export const stepUpWithPasskey = operation<typeof stepUpWithPasskeyEndpoint>("POST", stepUp);
