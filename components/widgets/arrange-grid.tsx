"use client";

import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from "@dnd-kit/core";
import { rectSortingStrategy, SortableContext, useSortable } from "@dnd-kit/sortable";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import type { Widget } from "#lib/widgets/contract.ts";
import { ArrangeButtons } from "./arrange-buttons.tsx";
import { cellStyle, gridStyle } from "./cell.ts";
import { neighbourAt } from "./order.ts";
import { stepByKey } from "./step-by-key.ts";
import { useArrangeWords } from "./use-arrange-words.ts";

interface ArrangeGridProps {
  widgets: readonly Widget[];
  onMove: (id: string, afterId: string | null) => void;
  onResize: (id: string, size: { width?: number; height?: number }) => void;
  /** One widget with its handle and buttons. */
  render: (widget: Widget, buttons: ReactNode) => ReactNode;
}

/** The grid while it is arranged: by drag, or by key with every step said aloud. */
export function ArrangeGrid({ widgets, onMove, onResize, render }: ArrangeGridProps) {
  const words = useArrangeWords(widgets);
  const ids = widgets.map(({ id }) => id);
  const sensors = useSensors(
    // A press that does not move is a press.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: stepByKey }),
  );
  function end({ active, over }: DragEndEvent): void {
    const [from, to] = [ids.indexOf(String(active.id)), ids.indexOf(String(over?.id))];
    if (from < 0 || to < 0 || from === to) return;
    onMove(String(active.id), neighbourAt(ids, from, to));
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={end}
      accessibility={words}
    >
      <SortableContext items={ids} strategy={rectSortingStrategy}>
        <ul className={gridStyle}>
          {widgets.map((widget) => (
            <Place key={widget.id} widget={widget} onResize={onResize} render={render} />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function Place(props: Pick<ArrangeGridProps, "onResize" | "render"> & { widget: Widget }) {
  const { widget, onResize, render } = props;
  const t = useTranslations("widgets");
  const {
    setNodeRef,
    setActivatorNodeRef,
    attributes,
    listeners,
    transform,
    transition,
    isDragging,
  } = useSortable({ id: widget.id, attributes: { roleDescription: t("arrange.role") } });
  return (
    <li
      ref={setNodeRef}
      className={clsx(cellStyle(widget), isDragging && "relative z-10 rounded-md shadow-float")}
      style={
        transform
          ? // What it changes places with may have another size: only its place moves.
            { transform: `translate3d(${transform.x}px, ${transform.y}px, 0)`, transition }
          : undefined
      }
    >
      {render(
        widget,
        <ArrangeButtons
          widget={widget}
          onResize={onResize}
          handle={{ ref: setActivatorNodeRef, ...attributes, ...listeners }}
        />,
      )}
    </li>
  );
}
