"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type {
  Field as FieldShape,
  IntegrationProvider,
} from "#lib/integrations/connect-contract.ts";
import type { Integration } from "#lib/integrations/contract.ts";
import { FieldsForm } from "./fields-form.tsx";
import { splitFields } from "./split-fields.ts";
import { TestOutcome, TestPreflight } from "./test-result.tsx";
import { useIntegrationForm } from "./use-integration-form.ts";
import { useWords } from "./use-words.ts";
import { WalkSteps } from "./walk-steps.tsx";

const INTERVALS = [60, 300, 900, 3_600, 86_400];

interface IntegrationFormProps {
  slug: string;
  provider: IntegrationProvider;
  /** Null: a new one. */
  stored: Integration | null;
  onSaved: (integration: Integration) => void;
  onCancel: () => void;
}

/** Configuration, test with preflight, and saving: of a new integration or of one that is there. */
export function IntegrationForm({
  slug,
  provider,
  stored,
  onSaved,
  onCancel,
}: IntegrationFormProps) {
  const t = useTranslations("integrations");
  const errorText = useErrorText();
  const standardName = t(`provider.${provider.id}`);
  const form = useIntegrationForm({ slug, provider, stored, standardName, onSaved });
  const { draft, setDraft, result, errorOf } = form;
  const passed = result !== null && result.reason === null && form.isCurrent;
  const failed = result !== null && result.reason !== null && form.isCurrent;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (passed) form.store(false);
    else form.runTest();
  }

  return (
    <Form failure={form.failure} onSubmit={submit} className="flex flex-col gap-6">
      {!stored && <WalkSteps current={result && form.isCurrent ? "result" : "configure"} />}
      <div className="flex max-w-xl flex-col gap-4">
        <Field label={t("form.name")} hint={t("form.nameHint")} error={errorOf("name")}>
          <Input
            autoComplete="off"
            value={draft.name}
            onValueChange={(name) => setDraft({ ...draft, name })}
          />
        </Field>
        <ProviderFields
          provider={provider}
          stored={stored}
          draft={draft}
          onChange={(change) => setDraft({ ...draft, ...change })}
          errorOf={errorOf}
        />
        <IntervalField
          value={draft.intervalSeconds}
          onChange={(intervalSeconds) => setDraft({ ...draft, intervalSeconds })}
        />
      </div>
      <div aria-live="polite" className="empty:hidden">
        {result && <TestOutcome test={result} />}
      </div>
      {result && !form.isCurrent && <p className="text-muted">{t("form.changedSince")}</p>}
      <FormAlert>{form.failure && !form.isSaidByFields && errorText(form.failure)}</FormAlert>
      <div className="flex flex-wrap gap-2">
        {passed && (
          <SubmitButton variant="primary" pending={form.saving}>
            {t(stored ? "form.save" : "form.connect")}
          </SubmitButton>
        )}
        {passed ? (
          <Button pending={form.testing} onClick={form.runTest}>
            {t("form.test")}
          </Button>
        ) : (
          <SubmitButton variant="primary" pending={form.testing}>
            {t("form.test")}
          </SubmitButton>
        )}
        {failed && (
          <Button pending={form.saving} onClick={() => form.store(true)}>
            {t("form.saveAnyway")}
          </Button>
        )}
        <Button variant="ghost" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
      {result && form.isCurrent && <TestPreflight provider={provider.id} test={result} />}
    </Form>
  );
}

type Draft = ReturnType<typeof useIntegrationForm>["draft"];

interface ProviderFieldsProps {
  provider: IntegrationProvider;
  stored: Integration | null;
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  errorOf: (path: string) => string | undefined;
}

/** What the provider asks for: the necessary in view, the rest behind a fold. */
function ProviderFields({ provider, stored, draft, onChange, errorOf }: ProviderFieldsProps) {
  const t = useTranslations("integrations");
  const words = useWords(provider.id);
  const [unfolded, setUnfolded] = useState(false);
  const { config, credentials } = provider;
  const isRefused = ({ name, kind }: FieldShape) =>
    errorOf(`${kind === "secret" ? "credentials" : "config"}.${name}`) !== undefined;
  const parts = splitFields(config, credentials);
  const open = unfolded || [...parts.rest.config, ...parts.rest.credentials].some(isRefused);
  const fields = ({ config: open, credentials: secret }: typeof parts.first) => (
    <>
      <FieldsForm
        fields={open}
        draft={draft.config}
        onChange={(values) => onChange({ config: values })}
        labelOf={words.field}
        hintOf={words.hint}
        errorOf={(name) => errorOf(`config.${name}`)}
      />
      <FieldsForm
        fields={secret}
        draft={draft.credentials}
        onChange={(values) => onChange({ credentials: values })}
        labelOf={words.field}
        hintOf={words.hint}
        errorOf={(name) => errorOf(`credentials.${name}`)}
        stored={stored?.credentials ?? []}
      />
    </>
  );
  return (
    <>
      {fields(parts.first)}
      {parts.rest.config.length + parts.rest.credentials.length > 0 && (
        <details
          open={open}
          onToggle={(event) => setUnfolded(event.currentTarget.open)}
          className="border-y border-line py-2"
        >
          <summary className="cursor-pointer py-1 text-sm font-medium pointer-coarse:py-3">
            {t("form.more")}
          </summary>
          <div className="flex flex-col gap-4 pt-3 pb-2">{fields(parts.rest)}</div>
        </details>
      )}
    </>
  );
}

interface IntervalFieldProps {
  value: number;
  onChange: (seconds: number) => void;
}

/** How often checks run. */
function IntervalField({ value, onChange }: IntervalFieldProps) {
  const t = useTranslations("integrations");
  const choices = INTERVALS.includes(value) ? INTERVALS : [...INTERVALS, value];
  return (
    <Field label={t("form.interval")}>
      <Select
        className="w-44!"
        value={String(value)}
        onValueChange={(seconds) => onChange(Number(seconds))}
        items={choices.map((seconds) => ({
          value: String(seconds),
          label: INTERVALS.includes(seconds)
            ? t(`form.intervals.${seconds}`)
            : t("form.seconds", { count: seconds }),
        }))}
      />
    </Field>
  );
}
