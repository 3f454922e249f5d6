"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { colleaguesQuery, openItemsQuery } from "./use-person.ts";

interface HeirFieldProps {
  /** Who is signed in. */
  userId: string;
  /** A colleague; null: nobody. */
  heir: string | null;
  onHeir: (heir: string | null) => void;
  error: string | undefined;
}

/** Who takes over the open items of somebody who goes, where they have any. */
export function HeirField({ userId, heir, onHeir, error }: HeirFieldProps) {
  const t = useTranslations("people.data");
  const format = useFormatter();
  const { data: items, isError } = useQuery(openItemsQuery());
  const { data: colleagues = [] } = useQuery(colleaguesQuery());
  const hasItems = isError || (items !== undefined && items.count > 0);
  return (
    <>
      <p role="status">
        {!items && !isError && t("counting")}
        {items?.count === 0 && t("noItems")}
        {items &&
          items.count > 0 &&
          t("items", {
            count: items.count,
            projects: format.list(items.projects.map(({ name }) => name)),
          })}
      </p>
      {hasItems && (
        <Field label={t("handOver")} error={error}>
          <Combobox
            placeholder={t("nobody")}
            clearLabel={t("nobody")}
            searchPlaceholder={t("searchPeople")}
            emptyText={t("noPeople")}
            value={heir}
            onValueChange={onHeir}
            items={colleagues
              .filter((one) => one.userId !== userId && one.kind === "person")
              .map((one) => ({ value: one.userId, label: one.name, hint: one.email }))}
          />
        </Field>
      )}
    </>
  );
}
