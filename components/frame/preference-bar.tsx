"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useModifierKey } from "#components/ui/use-modifier-key.ts";

import { languages, themes, type Theme } from "./preferences.ts";
import { useChangeLocale, useKeyPreference, useTheme } from "./use-preferences.ts";

const icons = { light: Sun, dark: Moon, system: Monitor } as const;

/** Language, for pages without the rail and for the account page. */
export function LanguageSwitch() {
  const t = useTranslations("frame");
  const locale = useLocale();
  const change = useChangeLocale();
  return (
    <Segmented<string>
      label={t("language")}
      items={languages.map(({ value, label }) => ({
        value,
        label: <span lang={value}>{label}</span>,
      }))}
      value={locale}
      onValueChange={change}
    />
  );
}

/** Light, dark or as the system has it. */
export function ThemeSwitch() {
  const t = useTranslations("frame");
  const [theme, change] = useTheme();
  return (
    <Segmented<Theme>
      label={t("theme.label")}
      items={themes.map((value) => {
        const Icon = icons[value];
        return {
          value,
          name: t(`theme.${value}`),
          label: <Icon aria-hidden className="size-4" />,
        };
      })}
      value={theme}
      onValueChange={change}
    />
  );
}

/** Whether characters alone are shortcuts. */
export function KeySwitch() {
  const t = useTranslations("frame");
  const modifier = useModifierKey();
  const [on, change] = useKeyPreference();
  return (
    <Checkbox
      checked={on}
      onCheckedChange={change}
      label={t("keys.label")}
      hint={t("keys.hint", { modifier })}
    />
  );
}
