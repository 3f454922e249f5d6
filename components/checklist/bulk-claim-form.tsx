"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Claim } from "#lib/checklist/contract.ts";
import type { Plan } from "./inverse.ts";
import { submitOnEnter } from "./submit-on-enter.ts";
import { claims } from "./terms.ts";

/** One claim and one reason for all that is selected. */
export function BulkClaimForm({ onApply }: { onApply: (plan: Plan) => void }) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const [claim, setClaim] = useState<Claim>("done");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const needed = claim === "not_applicable";

  function submit(event: FormEvent): void {
    event.preventDefault();
    const text = reason.trim();
    if (needed && !text) setMissing(true);
    else onApply({ claim, ...(text ? { reason: text } : {}) });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 p-2">
      <Field label={t("claim.label")}>
        <Select
          items={claims.map((value) => ({
            value,
            label: t(`claim.${value}`),
            leading: <ClaimMark claim={value} />,
          }))}
          value={claim}
          onValueChange={setClaim}
        />
      </Field>
      <Field
        label={t(needed ? "reason.label" : "reason.short")}
        note={needed ? undefined : common("optional")}
        error={missing && needed && !reason.trim() ? t("reason.missing") : null}
      >
        <Textarea
          value={reason}
          maxLength={2_000}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={submitOnEnter}
        />
      </Field>
      <Button type="submit" variant="primary" className="self-end">
        {common("apply")}
      </Button>
    </form>
  );
}
