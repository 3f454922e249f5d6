"use client";

import {
  FoldHorizontal,
  FoldVertical,
  GripVertical,
  UnfoldHorizontal,
  UnfoldVertical,
  type LucideIcon,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";

import { IconButton } from "#components/ui/icon-button.tsx";
import { MOST_COLUMNS, MOST_ROWS } from "#lib/widgets/choices.ts";
import type { Widget } from "#lib/widgets/contract.ts";
import { useWidgetTitle } from "./widget-title.ts";

interface ArrangeButtonsProps {
  widget: Widget;
  handle: Omit<ComponentProps<"button">, "title">;
  onResize: (id: string, size: { width?: number; height?: number }) => void;
}

/** A widget's handle, and buttons that make it wider, narrower, taller or lower. */
export function ArrangeButtons({ widget, handle, onResize }: ArrangeButtonsProps) {
  const t = useTranslations("widgets");
  const title = useWidgetTitle()(widget);
  const { id, width, height } = widget;
  return (
    <div className="flex items-center">
      <Resize
        icon={FoldHorizontal}
        label={t("arrange.narrower", { title })}
        disabled={width === 1}
        onPress={() => onResize(id, { width: width - 1 })}
      />
      <Resize
        icon={UnfoldHorizontal}
        label={t("arrange.wider", { title })}
        disabled={width === MOST_COLUMNS}
        onPress={() => onResize(id, { width: width + 1 })}
      />
      <Resize
        icon={FoldVertical}
        label={t("arrange.lower", { title })}
        disabled={height === 1}
        onPress={() => onResize(id, { height: height - 1 })}
      />
      <Resize
        icon={UnfoldVertical}
        label={t("arrange.taller", { title })}
        disabled={height === MOST_ROWS}
        onPress={() => onResize(id, { height: height + 1 })}
      />
      <IconButton
        {...handle}
        size="sm"
        label={t("arrange.handle", { title })}
        className="-mr-1.5 cursor-grab touch-none"
      >
        <GripVertical aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

interface ResizeProps {
  icon: LucideIcon;
  label: string;
  disabled: boolean;
  onPress: () => void;
}

function Resize({ icon: Icon, label, disabled, onPress }: ResizeProps) {
  return (
    <IconButton size="sm" label={label} disabled={disabled} onClick={onPress}>
      <Icon aria-hidden className="size-4" />
    </IconButton>
  );
}
