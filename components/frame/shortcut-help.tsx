"use client";

import { useTranslations } from "next-intl";

import { areCharacterKeys, useCharacterKeys } from "#components/ui/character-keys.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useShortcutGroups } from "#components/ui/shortcuts.ts";

import { KeySwitch } from "./preference-bar.tsx";

/** The map of keys that work on this page. Mounted while it is open. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations("frame");
  const common = useTranslations("common");
  // The page's own keys come first, the frame's last.
  const all = useShortcutGroups().toReversed();
  const characterKeys = useCharacterKeys();
  const groups = all
    .map(({ title, shortcuts }) => ({
      title,
      shortcuts: shortcuts.filter(({ keys }) => characterKeys || !areCharacterKeys(keys)),
    }))
    .filter(({ shortcuts }) => shortcuts.length > 0);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("help.title")}
      closeLabel={common("close")}
      size="lg"
    >
      <div className="mb-5">
        <KeySwitch />
      </div>
      <div className="gap-x-8 sm:columns-2">
        {groups.map(({ title, shortcuts }) => (
          <section key={title} className="mb-5 break-inside-avoid-column">
            <h3 className="mb-1 text-sm text-muted">{title}</h3>
            <dl>
              {shortcuts.map(({ label, keys, then }) => (
                <div
                  key={label}
                  className="flex min-h-8 items-center justify-between gap-3 border-b border-line last:border-b-0"
                >
                  <dt className="min-w-0">{label}</dt>
                  <dd className="flex items-center gap-1 text-xs text-faint">
                    <Kbd keys={keys} />
                    {then && (
                      <>
                        {t("help.then")}
                        <Kbd keys={then} />
                      </>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
