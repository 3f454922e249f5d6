"use client";

import { Ellipsis, Maximize2, PanelTop, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";

import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { Widget } from "#lib/widgets/contract.ts";
import { useWidgetTitle } from "./widget-title.ts";

interface WidgetMenuProps {
  widget: Widget;
  onOpen: (id: string) => void;
  onEdit: (widget: Widget) => void;
  onOverview: (widget: Widget) => void;
  onRemove: (widget: Widget) => void;
}

/** What can be done with a widget. */
export function WidgetMenu({ widget, onOpen, onEdit, onOverview, onRemove }: WidgetMenuProps) {
  const t = useTranslations("widgets");
  const common = useTranslations("common");
  const title = useWidgetTitle()(widget);
  const icon = "size-4";
  return (
    <Menu
      trigger={
        <IconButton size="sm" label={t("menu", { title })} className="-mr-1.5">
          <Ellipsis aria-hidden className={icon} />
        </IconButton>
      }
    >
      <MenuItem icon={<Maximize2 className={icon} />} onSelect={() => onOpen(widget.id)}>
        {t("open")}
      </MenuItem>
      <MenuItem icon={<Pencil className={icon} />} onSelect={() => onEdit(widget)}>
        {common("edit")}
      </MenuItem>
      <MenuItem icon={<PanelTop className={icon} />} onSelect={() => onOverview(widget)}>
        {t(widget.onOverview ? "overview.hide" : "overview.show")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 className={icon} />} tone="fail" onSelect={() => onRemove(widget)}>
        {common("remove")}
      </MenuItem>
    </Menu>
  );
}
