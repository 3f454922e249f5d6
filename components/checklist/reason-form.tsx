"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { submitOnEnter } from "./submit-on-enter.ts";

interface ReasonFormProps {
  initial: string;
  onApply: (reason: string) => void;
  onCancel: () => void;
}

/** Asks why an item does not apply; without a reason it cannot be said. */
export function ReasonForm({ initial, onApply, onCancel }: ReasonFormProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const [reason, setReason] = useState(initial);
  const [missing, setMissing] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const text = reason.trim();
    if (text) onApply(text);
    else setMissing(true);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 p-2">
      <Field
        label={t("reason.label")}
        hint={t("reason.hint")}
        error={missing && !reason.trim() ? t("reason.missing") : null}
      >
        <Textarea
          autoFocus
          value={reason}
          maxLength={2_000}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={submitOnEnter}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common("cancel")}</Button>
        <Button type="submit" variant="primary">
          {t("claim.not_applicable")}
        </Button>
      </div>
    </form>
  );
}
