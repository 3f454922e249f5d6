"use client";

import { useLocale, useTranslations } from "next-intl";
import { TimeZoneField } from "#components/accounts/time-zone-field.tsx";
import { useUpdateMe } from "#components/accounts/use-account.ts";
import { KeySwitch, ThemeSwitch } from "#components/frame/preference-bar.tsx";
import { languages } from "#components/frame/preferences.ts";
import { useChangeLocale } from "#components/frame/use-preferences.ts";
import { Segmented } from "#components/ui/segmented.tsx";

/** Language, time zone, theme and keys: the first two also wherever else one signs in. */
export function Preferences() {
  const t = useTranslations("accounts");
  const locale = useLocale();
  const changeLocale = useChangeLocale();
  const update = useUpdateMe();
  return (
    <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-4">
      <dt className="text-sm font-medium">{t("appearance.language")}</dt>
      <dd>
        <Segmented
          label={t("appearance.language")}
          items={languages.map(({ value, label }) => ({
            value,
            label: <span lang={value}>{label}</span>,
          }))}
          value={locale === "ko" ? "ko" : "en"}
          onValueChange={(next) => {
            changeLocale(next);
            update.mutate({ locale: next });
          }}
        />
      </dd>
      <dt className="text-sm font-medium">{t("appearance.timeZone")}</dt>
      <dd className="min-w-0">
        <TimeZoneField />
      </dd>
      <dt className="text-sm font-medium">{t("appearance.theme")}</dt>
      <dd>
        <ThemeSwitch />
      </dd>
      <dt className="self-start text-sm font-medium">{t("appearance.keyboard")}</dt>
      <dd>
        <KeySwitch />
      </dd>
    </dl>
  );
}
