"use client";

import { useFormatter, useTranslations } from "next-intl";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import type { ApiError } from "#lib/api-client/api-error.ts";
import { secondFactorRules } from "#lib/policy/choices.ts";
import type { Policy } from "#lib/policy/contract.ts";
import { NumberField } from "./number-field.tsx";
import type { PolicyDraft } from "./policy-draft.ts";

interface SecondFactorRuleProps {
  policy: Policy;
  draft: PolicyDraft;
  onChange: (change: Partial<PolicyDraft>) => void;
  refused: ApiError | null;
}

/** Who needs a second factor, how long they have, and how many lack it. */
export function SecondFactorRule({ policy, draft, onChange, refused }: SecondFactorRuleProps) {
  const t = useTranslations("policy");
  const format = useFormatter();
  const rule = draft.secondFactor;
  const since = policy.requiredSince;
  return (
    <>
      <RadioGroup
        label={t("secondFactor.label")}
        value={rule}
        onValueChange={(secondFactor) => onChange({ secondFactor })}
        items={secondFactorRules.map((value) => ({
          value,
          label: t(`secondFactor.${value}`),
          hint: t(`secondFactor.${value}Hint`),
        }))}
      />
      <p role="status" className="text-sm text-muted empty:hidden">
        {rule !== "nobody" && t("secondFactor.missing", { count: policy.missing[rule] })}
        {rule !== "nobody" && rule === policy.secondFactor && since
          ? ` ${t("secondFactor.since", { date: format.dateTime(new Date(since), "day") })}`
          : null}
      </p>
      {rule !== "nobody" && (
        <NumberField
          label={t("secondFactor.grace")}
          unit={t("secondFactor.days")}
          hint={t("secondFactor.graceHint")}
          value={draft.graceDays}
          onValueChange={(graceDays) => onChange({ graceDays })}
          error={refused?.field("graceDays")}
        />
      )}
    </>
  );
}
