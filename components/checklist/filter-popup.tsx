"use client";

import { Popover } from "@base-ui/react/popover";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { floating } from "#components/ui/styles.ts";
import { useMediaQuery } from "#components/ui/use-media-query.ts";
import { FilterForm, type FilterFormProps } from "./filter-form.tsx";

interface FilterPopupProps extends FilterFormProps {
  anchor: Element;
  shown: number;
  onClose: () => void;
}

/** All filters: beside their button, on phones in a sheet. */
export function FilterPopup({ anchor, shown, onClose, ...form }: FilterPopupProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const narrow = useMediaQuery("(max-width: 40rem)");
  const onOpenChange = (open: boolean): void => {
    if (!open) onClose();
  };
  if (narrow) {
    return (
      <Dialog
        open
        onOpenChange={onOpenChange}
        title={t("filter.more")}
        closeLabel={common("close")}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("filter.show", { count: shown })}
          </Button>
        }
      >
        <FilterForm {...form} />
      </Dialog>
    );
  }
  return (
    <Popover.Root open onOpenChange={onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="start" sideOffset={4} className="z-50">
          <Popover.Popup
            aria-label={t("filter.more")}
            className={`${floating} max-h-(--available-height) w-80 overflow-y-auto p-3`}
          >
            <FilterForm {...form} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
