"use client";

import { useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";

const sources = ["core", "complete", "markdown", "none"] as const;

export type FirstProject = {
  source: (typeof sources)[number];
  /** The text of a checklist of one's own, from a file or pasted. */
  markdown: string;
};

/** Where a checklist of one's own is chosen or pasted. */
export type MarkdownField = ComponentType<{
  value: string;
  onChange: (text: string) => void;
  error: string | undefined;
}>;

interface FirstProjectFieldsProps {
  markdownField: MarkdownField;
  value: FirstProject;
  onChange: (value: FirstProject) => void;
  nameError: string | undefined;
  fileError: string | undefined;
}

/** What the first project is made from; it can also wait. */
export function FirstProjectFields(props: FirstProjectFieldsProps) {
  const t = useTranslations("organizations");
  const { value, onChange, markdownField: MarkdownField } = props;
  return (
    <>
      <RadioGroup
        label={t("project.from")}
        value={value.source}
        onValueChange={(source) => onChange({ ...value, source })}
        items={sources.map((source) => ({
          value: source,
          label: t(`project.${source}`),
          hint: t(`project.${source}Hint`),
        }))}
      />
      {value.source === "markdown" && (
        <MarkdownField
          value={value.markdown}
          error={props.fileError}
          onChange={(markdown) => onChange({ ...value, markdown })}
        />
      )}
      {value.source !== "none" && (
        <Field
          label={t("project.name")}
          hint={t("project.nameHint")}
          name="projectName"
          error={props.nameError}
        >
          <Input autoComplete="off" />
        </Field>
      )}
    </>
  );
}
