"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import { MOST_DAYS_KEPT } from "#lib/checks/choices.ts";

const OPTIONS = [7, 30, MOST_DAYS_KEPT] as const;

interface KeepDialogProps {
  item: Item;
  onKeep: (reason: string, days: number) => void;
  onClose: () => void;
}

/** Asks why a claim stands although its verdict disagrees, and for how long. */
export function KeepDialog({ item, onKeep, onClose }: KeepDialogProps) {
  const t = useTranslations("checks");
  const common = useTranslations("common");
  const [reason, setReason] = useState("");
  const [days, setDays] = useState("30");
  const [missing, setMissing] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (reason.trim()) onKeep(reason.trim(), Number(days));
    else setMissing(true);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("keep.title", { code: item.code })}
      description={t("keep.about")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field
          label={t("keep.reason")}
          error={missing && !reason.trim() ? t("keep.reasonMissing") : null}
        >
          <Textarea autoFocus maxLength={2_000} value={reason} onValueChange={setReason} />
        </Field>
        <Field label={t("keep.days")}>
          <Select
            items={OPTIONS.map((each) => ({
              value: String(each),
              label: t("keep.option", { days: each }),
            }))}
            value={days}
            onValueChange={setDays}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" variant="primary">
            {t("keep.apply")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
