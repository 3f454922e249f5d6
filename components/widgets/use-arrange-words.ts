"use client";

import type { DndContextProps, UniqueIdentifier } from "@dnd-kit/core";
import { useTranslations } from "next-intl";
import { useRef } from "react";

import type { Widget } from "#lib/widgets/contract.ts";
import { useWidgetTitle } from "./widget-title.ts";

/** What is said while a widget is moved by key. */
export function useArrangeWords(
  widgets: readonly Widget[],
): NonNullable<DndContextProps["accessibility"]> {
  const t = useTranslations("widgets");
  const titleOf = useWidgetTitle();
  const count = widgets.length;
  // A widget is over its own place as soon as it is taken up; that must not drown the first words.
  const justStarted = useRef(false);
  const words = (id: UniqueIdentifier | undefined) => {
    const index = widgets.findIndex((widget) => widget.id === id);
    const widget = widgets[index];
    return { title: widget ? titleOf(widget) : "", place: index + 1, count };
  };
  const at = (active: UniqueIdentifier, over: UniqueIdentifier | undefined) => ({
    ...words(active),
    place: words(over ?? active).place,
  });
  return {
    screenReaderInstructions: { draggable: t("arrange.instructions") },
    announcements: {
      onDragStart: ({ active }) => {
        justStarted.current = true;
        return t("arrange.started", words(active.id));
      },
      onDragOver: ({ active, over }) => {
        const isFirst = justStarted.current && over?.id === active.id;
        justStarted.current = false;
        return isFirst ? undefined : t("arrange.over", at(active.id, over?.id));
      },
      onDragEnd: ({ active, over }) => t("arrange.ended", at(active.id, over?.id)),
      onDragCancel: ({ active }) => t("arrange.cancelled", words(active.id)),
    },
  };
}
