"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { goTo } from "./go-to.ts";
import { usePasskeyErrorText } from "./use-passkey-error-text.ts";
import { usePasskeyProof, type PasskeyPurpose } from "./use-passkey-proof.ts";

/** On the sign-in page: a passkey in the place of address and password. Goes on to `next`. */
export function PasskeySignIn({ next }: { next: string }) {
  const t = useTranslations("passkeys");
  return <PasskeyProof purpose="sign_in" label={t("signIn")} onDone={() => goTo(next)} />;
}

interface PasskeyProofSlotProps {
  /** The server has accepted the passkey. */
  onDone: () => void;
}

/** On /login/verify and in the dialog of an ended session: a passkey as the second factor. */
export function PasskeySecondFactor({ onDone }: PasskeyProofSlotProps) {
  const t = useTranslations("passkeys");
  return <PasskeyProof purpose="second_factor" label={t("use")} onDone={onDone} />;
}

/** In the step-up dialog: a passkey as the fresh proof. */
export function PasskeyStepUp({ onDone }: PasskeyProofSlotProps) {
  const t = useTranslations("passkeys");
  return <PasskeyProof purpose="step_up" label={t("use")} onDone={onDone} />;
}

interface PasskeyProofProps extends PasskeyProofSlotProps {
  purpose: PasskeyPurpose;
  label: string;
}

function PasskeyProof({ purpose, label, onDone }: PasskeyProofProps) {
  const errorText = usePasskeyErrorText();
  const proof = usePasskeyProof(purpose);
  return (
    <div className="flex flex-col gap-3">
      <Button
        size="lg"
        pending={proof.isPending || proof.isSuccess}
        onClick={() => proof.mutate(undefined, { onSuccess: onDone })}
      >
        <KeyRound aria-hidden className="size-4" />
        {label}
      </Button>
      <FormAlert>{proof.error && errorText(proof.error)}</FormAlert>
    </div>
  );
}
