"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DescribedSection } from "#components/ui/described-section.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { NumberField } from "./number-field.tsx";
import { changesOf, listError, toDraft, type PolicyDraft } from "./policy-draft.ts";
import { SecondFactorRule } from "./second-factor-rule.tsx";
import { policyQuery, useUpdatePolicy } from "./use-policy.ts";

/** What the organisation asks of those who sign in, for those who decide it. */
export function PolicyForm() {
  const t = useTranslations("policy");
  const errorText = useErrorText();
  const { data: policy } = useSuspenseQuery(policyQuery());
  const [draft, setDraft] = useState(() => toDraft(policy));
  const update = useUpdatePolicy();
  const refused = update.error instanceof ApiError ? update.error : null;
  const set = (change: Partial<PolicyDraft>) => setDraft({ ...draft, ...change });
  const ssoPossible = policy.providers > 0 || policy.ssoOnly;
  const list = (name: "emailDomains" | "allowedAddresses") =>
    listError(refused?.problem, name, draft[name]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    update.mutate(changesOf(draft, policy), {
      onSuccess: (stored) => {
        setDraft(toDraft(stored));
        showToast({ title: t("saved"), tone: "done" });
      },
    });
  }

  return (
    <Form failure={update.error} onSubmit={submit}>
      <DescribedSection title={t("secondFactor.title")} description={t("secondFactor.about")}>
        <SecondFactorRule policy={policy} draft={draft} onChange={set} refused={refused} />
      </DescribedSection>
      <DescribedSection title={t("sessions.title")} description={t("sessions.about")}>
        <NumberField
          label={t("sessions.idle")}
          unit={t("sessions.minutes")}
          value={draft.idleMinutes}
          onValueChange={(idleMinutes) => set({ idleMinutes })}
          error={refused?.field("idleMinutes")}
        />
        <NumberField
          label={t("sessions.absolute")}
          unit={t("sessions.hours")}
          value={draft.absoluteHours}
          onValueChange={(absoluteHours) => set({ absoluteHours })}
          error={refused?.field("absoluteHours")}
        />
      </DescribedSection>
      <AllowedList
        kind="domains"
        hint={t("domains.hint")}
        placeholder="example.com"
        value={draft.emailDomains}
        onValueChange={(emailDomains) => set({ emailDomains })}
        error={list("emailDomains")}
      />
      <AllowedList
        kind="addresses"
        hint={t("addresses.hint", { address: policy.address ?? "—" })}
        placeholder={"203.0.113.7\n10.0.0.0/8"}
        value={draft.allowedAddresses}
        onValueChange={(allowedAddresses) => set({ allowedAddresses })}
        error={list("allowedAddresses")}
      />
      <DescribedSection title={t("sso.title")} description={t("sso.about")}>
        <div className="flex flex-col gap-1.5">
          <Checkbox
            checked={draft.ssoOnly}
            onCheckedChange={(ssoOnly) => set({ ssoOnly })}
            disabled={!ssoPossible}
            aria-invalid={refused?.field("ssoOnly") ? true : undefined}
            label={t("sso.label")}
            hint={ssoPossible ? t("sso.hint") : t("sso.noProvider")}
          />
          <FormAlert>{refused?.field("ssoOnly")}</FormAlert>
        </div>
      </DescribedSection>
      <div className="flex flex-col gap-3 border-t border-line pt-6">
        <FormAlert>{update.error && errorText(update.error)}</FormAlert>
        <SubmitButton variant="primary" pending={update.isPending} className="self-start">
          {t("save")}
        </SubmitButton>
      </div>
    </Form>
  );
}

interface AllowedListProps {
  kind: "domains" | "addresses";
  hint: string;
  placeholder: string;
  value: string;
  onValueChange: (value: string) => void;
  error: ReturnType<typeof listError>;
}

/** Whom the organisation takes, one to a line. */
function AllowedList({ kind, hint, placeholder, value, onValueChange, error }: AllowedListProps) {
  const t = useTranslations("policy");
  return (
    <DescribedSection title={t(`${kind}.title`)} description={t(`${kind}.about`)}>
      <Field label={t(`${kind}.label`)} note={t("optional")} hint={hint} error={error}>
        <Textarea mono spellCheck={false} {...{ placeholder, value, onValueChange }} />
      </Field>
    </DescribedSection>
  );
}
