"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { projectChoicesQuery } from "./use-tokens.ts";

interface ProjectSelectProps {
  value: string | null;
  onChange: (projectId: string | null) => void;
  error: string | undefined;
}

/** Which projects a token reaches: all of its owner's, or one. */
export function ProjectSelect({ value, onChange, error }: ProjectSelectProps) {
  const t = useTranslations("tokens");
  const { data = [] } = useQuery(projectChoicesQuery());
  return (
    <Field label={t("project.label")} error={error}>
      <Combobox
        value={value}
        onValueChange={onChange}
        items={data.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t("project.all")}
        searchPlaceholder={t("project.search")}
        emptyText={t("project.none")}
        clearLabel={t("project.clear")}
      />
    </Field>
  );
}
