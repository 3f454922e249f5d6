"use client";

import { ArrowDown, ArrowUp, Ellipsis, FolderInput, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { Combobox } from "#components/ui/combobox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { Heading, Item } from "#lib/checklist/contract.ts";
import { useRights } from "./environment.ts";
import { titleIn } from "#components/ui/title-text.tsx";
import { useCustomItems } from "./use-custom-items.ts";

interface CustomItemMenuProps {
  item: Item;
  items: readonly Item[];
  headings: readonly Heading[];
  onRemoved: () => void;
}

/** What can be done with an item of the project's own: move it, remove it. */
export function CustomItemMenu({ item, items, headings, onRemoved }: CustomItemMenuProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const { edit } = useRights();
  const { move, remove } = useCustomItems();
  const [moving, setMoving] = useState(false);
  if (!edit) return null;
  const siblings = items.filter(({ groupId }) => groupId === item.groupId);
  const at = siblings.findIndex(({ id }) => id === item.id);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={common("more")}>
            <Ellipsis aria-hidden className="size-4" />
          </IconButton>
        }
      >
        <MenuItem
          icon={<ArrowUp aria-hidden className="size-4" />}
          keys={["Alt", "↑"]}
          disabled={at <= 0}
          onSelect={() => void move(item, item.groupId, siblings[at - 2]?.id ?? null)}
        >
          {t("move.up")}
        </MenuItem>
        <MenuItem
          icon={<ArrowDown aria-hidden className="size-4" />}
          keys={["Alt", "↓"]}
          disabled={at < 0 || at >= siblings.length - 1}
          onSelect={() => void move(item, item.groupId, siblings[at + 1]?.id ?? null)}
        >
          {t("move.down")}
        </MenuItem>
        <MenuItem
          icon={<FolderInput aria-hidden className="size-4" />}
          onSelect={() => setMoving(true)}
        >
          {t("move.toGroup")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Trash2 aria-hidden className="size-4" />}
          tone="fail"
          onSelect={() => {
            onRemoved();
            void remove(item);
          }}
        >
          {t("remove")}
        </MenuItem>
      </Menu>
      {moving && (
        <MoveDialog
          item={item}
          items={items}
          headings={headings}
          onClose={() => setMoving(false)}
        />
      )}
    </>
  );
}

interface MoveDialogProps {
  item: Item;
  items: readonly Item[];
  headings: readonly Heading[];
  onClose: () => void;
}

function MoveDialog({ item, items, headings, onClose }: MoveDialogProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const locale = useLocale();
  const { move } = useCustomItems();
  const groups = headings.filter(({ level }) => level === "group");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("move.title", { code: item.code })}
      description={t("move.hint")}
      closeLabel={common("close")}
    >
      <Field label={t("move.group")}>
        <Combobox
          items={groups.map((group) => ({
            value: group.id,
            label: titleIn(group, locale),
            hint: group.code,
          }))}
          value={item.groupId}
          onValueChange={(groupId) => {
            if (groupId === null || groupId === item.groupId) return;
            const last = items.findLast((each) => each.groupId === groupId);
            void move(item, groupId, last?.id ?? null);
            onClose();
          }}
          placeholder={t("move.group")}
          searchPlaceholder={t("move.search")}
          emptyText={common("noMatches")}
        />
      </Field>
    </Dialog>
  );
}
