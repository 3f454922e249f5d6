"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Field as FieldShape } from "#lib/integrations/connect-contract.ts";
import type { FieldDraft } from "./field-draft.ts";

interface FieldsFormProps {
  fields: readonly FieldShape[];
  draft: FieldDraft;
  onChange: (draft: FieldDraft) => void;
  labelOf: (name: string) => string;
  hintOf: (name: string) => string | null;
  /** What is wrong with a field. */
  errorOf: (name: string) => string | undefined;
  /** The names of secrets that are stored. */
  stored?: readonly string[];
}

/** Controls for fields that the server describes. */
export function FieldsForm({ fields, draft, onChange, stored = [], ...words }: FieldsFormProps) {
  return fields.map((field) => (
    <OneField
      key={field.name}
      field={field}
      value={draft[field.name] ?? ""}
      stored={stored.includes(field.name)}
      onChange={(value) => onChange({ ...draft, [field.name]: value })}
      {...words}
    />
  ));
}

interface OneFieldProps extends Pick<FieldsFormProps, "labelOf" | "hintOf" | "errorOf"> {
  field: FieldShape;
  value: string | boolean;
  stored: boolean;
  onChange: (value: string | boolean) => void;
}

function OneField({ field, value, stored, onChange, labelOf, hintOf, errorOf }: OneFieldProps) {
  const t = useTranslations("integrations");
  const { name, kind, required } = field;
  const label = labelOf(name);
  const hints = [hintOf(name), kind === "list" && t("form.listHint")];
  if (kind === "secret") hints.push(t(stored ? "form.secretKept" : "form.secretStored"));
  const hint = hints.filter(Boolean).join(" ");
  if (kind === "boolean") {
    return (
      <Checkbox label={label} hint={hint} checked={value === true} onCheckedChange={onChange} />
    );
  }
  const isTaken = kind === "secret" && value === false;
  return (
    <div className="flex flex-col gap-2">
      <Field
        label={label}
        note={required ? undefined : t("optional")}
        hint={hint}
        error={errorOf(name)}
        disabled={isTaken}
      >
        <Control field={field} value={isTaken ? "" : String(value)} onChange={onChange} />
      </Field>
      {kind === "secret" && stored && !required && (
        <Checkbox
          label={t("form.forget")}
          aria-label={t("form.forgetNamed", { name: label })}
          checked={isTaken}
          onCheckedChange={(checked) => onChange(checked ? false : "")}
        />
      )}
    </div>
  );
}

interface ControlProps {
  field: FieldShape;
  value: string;
  onChange: (value: string) => void;
}

function Control({ field, value, onChange }: ControlProps) {
  const t = useTranslations("integrations");
  const { kind, multiline, options, default: standard } = field;
  if (kind === "choice") {
    return (
      <Select
        value={value}
        onValueChange={onChange}
        items={options.map((option) => ({ value: option, label: option }))}
      />
    );
  }
  if (kind === "list" || multiline) {
    return (
      <Textarea mono value={value} onValueChange={onChange} spellCheck={false} autoComplete="off" />
    );
  }
  if (kind === "secret") {
    return (
      <PasswordInput
        autoComplete="new-password"
        showLabel={t("form.show")}
        hideLabel={t("form.hide")}
        value={value}
        onValueChange={onChange}
      />
    );
  }
  return (
    <Input
      mono={kind !== "number"}
      type={kind === "url" ? "url" : "text"}
      inputMode={kind === "url" ? "url" : kind === "number" ? "decimal" : "text"}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      placeholder={kind === "url" ? "https://" : String(standard)}
      value={value}
      onValueChange={onChange}
    />
  );
}
