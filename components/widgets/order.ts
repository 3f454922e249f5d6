/** The list with the thing `id` right behind `afterId`, or first; unchanged where either is missing. */
export function placedAfter<Thing extends { id: string }>(
  all: readonly Thing[],
  id: string,
  afterId: string | null,
): Thing[] {
  const moved = all.find((each) => each.id === id);
  const rest = all.filter((each) => each.id !== id);
  const at = afterId === null ? 0 : rest.findIndex((each) => each.id === afterId) + 1;
  if (!moved || (afterId !== null && at === 0)) return [...all];
  return [...rest.slice(0, at), moved, ...rest.slice(at)];
}

/** Behind whom a thing stands after it was dragged from `from` to `to`; null for the front. */
export function neighbourAt(ids: readonly string[], from: number, to: number): string | null {
  const rest = ids.filter((_id, index) => index !== from);
  return rest[to - 1] ?? null;
}
