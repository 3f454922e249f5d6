"use client";

import { useTranslations } from "next-intl";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Field as Described } from "#lib/integrations/connect-contract.ts";
import type { Answers } from "./answers.ts";

interface QuestionFieldsProps {
  fields: readonly Described[];
  answers: Answers;
  onChange: (answers: Answers) => void;
  /** What the server refused, by field. */
  errors?: Readonly<Record<string, string>>;
}

/** The fields of a signal's question, such as a PromQL expression. */
export function QuestionFields({ fields, answers, onChange, errors = {} }: QuestionFieldsProps) {
  const t = useTranslations("widgets");
  const common = useTranslations("common");
  return fields.map((field) => {
    const { name, kind, options, required } = field;
    const key = `params.${name}`;
    const label = t.has(key) ? t(key) : name;
    const value = answers[name] ?? "";
    const set = (next: string | boolean) => onChange({ ...answers, [name]: next });
    if (kind === "boolean") {
      return <Checkbox key={name} label={label} checked={value === true} onCheckedChange={set} />;
    }
    const text = String(value);
    return (
      <Field
        key={name}
        label={label}
        error={errors[name]}
        hint={kind === "list" ? t("form.list") : undefined}
        note={required ? undefined : common("optional")}
      >
        {kind === "choice" ? (
          <Select
            items={options.map((option) => ({ value: option, label: option }))}
            value={text}
            onValueChange={set}
          />
        ) : kind === "number" ? (
          <Input inputMode="decimal" value={text} onValueChange={set} className="sm:max-w-48" />
        ) : kind === "list" || name === "query" ? (
          <Textarea mono rows={3} spellCheck={false} value={text} onValueChange={set} />
        ) : (
          <Input mono value={text} onValueChange={set} spellCheck={false} />
        )}
      </Field>
    );
  });
}
