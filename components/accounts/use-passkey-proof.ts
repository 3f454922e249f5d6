"use client";

import { useMutation } from "@tanstack/react-query";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import {
  givePasskeySecondFactor,
  signInWithPasskey,
  startPasskeySecondFactor,
  startPasskeySignIn,
  startPasskeyStepUp,
  stepUpWithPasskey,
} from "#lib/api-client/passkey-operations.ts";
import { askForPasskey } from "./ask-passkey.ts";

/** For what a passkey is asked. */
export type PasskeyPurpose = "sign_in" | "second_factor" | "step_up";

const send = {
  sign_in: async () => {
    const response = await askForPasskey(await callApi(startPasskeySignIn));
    await callApi(signInWithPasskey, { body: { response } });
  },
  second_factor: async () => {
    try {
      const response = await askForPasskey(await callApi(startPasskeySecondFactor));
      await callApi(givePasskeySecondFactor, { body: { response } });
    } catch (error) {
      // That another tab was faster is as good.
      const isDone = error instanceof ApiError && error.problem.code === "already_verified";
      if (!isDone) throw error;
    }
  },
  step_up: async () => {
    const response = await askForPasskey(await callApi(startPasskeyStepUp));
    await callApi(stepUpWithPasskey, { body: { response } });
  },
} satisfies Record<PasskeyPurpose, () => Promise<void>>;

/** Asks for a passkey and shows it to the server. */
export function usePasskeyProof(purpose: PasskeyPurpose) {
  return useMutation({ mutationFn: send[purpose] });
}
