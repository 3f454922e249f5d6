import type { KeyboardCoordinateGetter } from "@dnd-kit/core";
import { hasSortableData } from "@dnd-kit/sortable";

const STEPS: Record<string, -1 | 1> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

/**
 * Where a widget is taken by an arrow key: to the next or the previous place of the order, whatever the
 * sizes. By what lies in the key's direction, places of a grid with gaps and mixed sizes were jumped
 * over or could not be reached.
 */
export const stepByKey: KeyboardCoordinateGetter = (event, { context }) => {
  const { active, over, collisionRect, droppableContainers, droppableRects } = context;
  const step = STEPS[event.code];
  if (!step || !collisionRect || !hasSortableData(active)) return undefined;
  event.preventDefault();
  const { items } = active.data.current.sortable;
  const next = items[items.indexOf(over?.id ?? active.id) + step];
  if (next === undefined) return undefined;
  // The page follows by itself only where the step goes in the key's direction.
  droppableContainers.get(next)?.node.current?.scrollIntoView({ block: "nearest" });
  const place = droppableRects.get(next);
  if (!place) return undefined;
  // Centre upon centre, by which the place is found that it is over.
  return {
    x: place.left + (place.width - collisionRect.width) / 2,
    y: place.top + (place.height - collisionRect.height) / 2,
  };
};
