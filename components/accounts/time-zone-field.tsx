"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Combobox } from "#components/ui/combobox.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { meQuery, useUpdateMe } from "./use-account.ts";

/** The zone in which one sees times, on every device: that of the browser, or a chosen one. */
export function TimeZoneField() {
  const t = useTranslations("accounts");
  const errorText = useErrorText();
  const router = useRouter();
  const { timeZone } = useSuspenseQuery(meQuery()).data.user;
  const update = useUpdateMe();
  const items = useMemo(() => zonesWith(timeZone), [timeZone]);

  function choose(next: string | null): void {
    // Times on the page are written by the server as well.
    update.mutate({ timeZone: next }, { onSuccess: () => router.refresh() });
  }

  return (
    <div className="flex max-w-xs flex-col gap-2">
      <Combobox
        label={t("appearance.timeZone")}
        placeholder={t("appearance.automatic")}
        clearLabel={t("appearance.automatic")}
        searchPlaceholder={t("appearance.searchZones")}
        emptyText={t("appearance.noZones")}
        disabled={update.isPending}
        items={items}
        value={timeZone}
        onValueChange={choose}
      />
      <FormAlert>{update.error && errorText(update.error)}</FormAlert>
    </div>
  );
}

/** All zones that the browser knows, and the chosen one: browsers call some of them differently. */
function zonesWith(chosen: string | null): { value: string; label: string }[] {
  const known = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  if (chosen) known.add(chosen);
  return [...known].map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
