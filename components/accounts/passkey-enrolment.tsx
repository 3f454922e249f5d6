"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useAddPasskey } from "./use-passkeys.ts";
import { usePasskeyErrorText } from "./use-passkey-error-text.ts";
import { useSuggestedName } from "./use-suggested-name.ts";

interface PasskeyEnrolmentProps {
  /** `recoveryCodes`: those that came with it, to be shown once. */
  onDone: (recoveryCodes: string[] | null) => void;
}

/** On /login/enrol: a passkey as one's first second factor. */
export function PasskeyEnrolment({ onDone }: PasskeyEnrolmentProps) {
  const t = useTranslations("passkeys");
  const errorText = usePasskeyErrorText();
  const suggestName = useSuggestedName();
  const add = useAddPasskey();
  return (
    <div className="flex flex-col gap-3">
      <Button
        size="lg"
        pending={add.isPending || add.isSuccess}
        onClick={() =>
          add.mutate(suggestName(), { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) })
        }
      >
        <KeyRound aria-hidden className="size-4" />
        {t("setUp")}
      </Button>
      <FormAlert>{add.error && errorText(add.error)}</FormAlert>
    </div>
  );
}
