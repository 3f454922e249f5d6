"use client";

import { CircleUser, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactElement } from "react";

import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";

import { languages, type Theme } from "./preferences.ts";
import { useChangeLocale, useTheme } from "./use-preferences.ts";

export interface FrameUser {
  name: string;
  email: string;
}

interface UserMenuProps {
  user: FrameUser;
  trigger: ReactElement<Record<string, unknown>>;
  side: "top" | "right";
  onShortcuts: () => void;
  signOut: () => void | Promise<void>;
}

const icons = { light: Sun, dark: Moon, system: Monitor } as const;

/** Who is signed in, how it looks, which language, and the way out. */
export function UserMenu({ user, trigger, side, onShortcuts, signOut }: UserMenuProps) {
  const t = useTranslations("frame");
  const locale = useLocale();
  const [theme, setTheme] = useTheme();
  const changeLocale = useChangeLocale();
  const themeItems = (["light", "dark", "system"] satisfies Theme[]).map((value) => {
    const Icon = icons[value];
    return { value, label: t(`theme.${value}`), icon: <Icon aria-hidden className="size-4" /> };
  });
  return (
    <Menu trigger={trigger} side={side} align={side === "right" ? "end" : "center"}>
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-sm text-muted">{user.email}</p>
      </div>
      <MenuSeparator />
      <MenuLink href="/account" icon={<CircleUser aria-hidden className="size-4" />}>
        {t("account")}
      </MenuLink>
      <MenuItem
        icon={<Keyboard aria-hidden className="size-4" />}
        keys={["?"]}
        onSelect={onShortcuts}
      >
        {t("shortcuts")}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={t("theme.label")}
        items={themeItems}
        value={theme}
        onValueChange={setTheme}
      />
      <MenuSeparator />
      <MenuChoice
        label={t("language")}
        items={languages}
        value={locale}
        onValueChange={changeLocale}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden className="size-4" />} onSelect={() => void signOut()}>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}
