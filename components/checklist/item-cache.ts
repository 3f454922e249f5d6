import type { InfiniteData } from "@tanstack/react-query";

import type { Item } from "#lib/checklist/contract.ts";

/** A page of items as the server lists them, with the project's revision that it shows. */
export interface ItemPage {
  items: Item[];
  nextCursor: string | null;
  revision: number;
}

/** All pages that were loaded, in the order of the checklist. */
export type ItemPages = InfiniteData<ItemPage, string | null>;

/** The loaded item with this id. */
export function findItem(pages: ItemPages | undefined, itemId: string): Item | undefined {
  for (const page of pages?.pages ?? []) {
    const item = page.items.find(({ id }) => id === itemId);
    if (item) return item;
  }
  return undefined;
}

/** All loaded items by their ids. */
export function itemsById(pages: ItemPages | undefined): Map<string, Item> {
  return new Map(
    pages?.pages.flatMap((page) => page.items.map((item) => [item.id, item] as const)),
  );
}

/** The pages with some items replaced by what `change` makes of them; untouched pages stay the same. */
export function changeItems(
  data: ItemPages,
  ids: ReadonlySet<string>,
  change: (item: Item, page: ItemPage) => Item,
): ItemPages {
  let changed = false;
  const pages = data.pages.map((page) => {
    if (!page.items.some(({ id }) => ids.has(id))) return page;
    const items = page.items.map((item) => (ids.has(item.id) ? change(item, page) : item));
    if (items.every((item, index) => item === page.items[index])) return page;
    changed = true;
    return { ...page, items };
  });
  return changed ? { ...data, pages } : data;
}

/** The pages without an item. */
export function withoutItem(data: ItemPages, itemId: string): ItemPages {
  const pages = data.pages.map((page) =>
    page.items.some(({ id }) => id === itemId)
      ? { ...page, items: page.items.filter(({ id }) => id !== itemId) }
      : page,
  );
  return { ...data, pages };
}

/** The pages with an item at its place; where it stood before, it is gone. */
export function withItem(data: ItemPages, item: Item): ItemPages {
  const rest = withoutItem(data, item.id);
  const { pages } = rest;
  // The last page that starts before the item takes it; the first one takes what precedes all.
  const target = Math.max(
    0,
    pages.findLastIndex(({ items: [first] }) => first !== undefined && precedes(first, item)),
  );
  return {
    ...rest,
    pages: pages.map((page, index) => {
      if (index !== target) return page;
      const at = page.items.findIndex((other) => precedes(item, other));
      return { ...page, items: page.items.toSpliced(at < 0 ? page.items.length : at, 0, item) };
    }),
  };
}

/** The order of the checklist: by rank, as bytes. */
function precedes(a: Item, b: Item): boolean {
  return a.rank === b.rank ? a.id < b.id : a.rank < b.rank;
}

/** The newer of two states of one item. */
export function newer(present: Item, arriving: Item): Item {
  return arriving.revision >= present.revision ? arriving : present;
}
