"use client";

import { useSyncExternalStore } from "react";

import type { Item } from "#lib/checklist/contract.ts";

/** What the reader wants of some items, while the server has not answered yet. */
export interface Wish {
  itemIds: ReadonlySet<string>;
  apply: (item: Item) => Item;
}

/**
 * The wishes under way. They lie over what the server said and are never mixed with it: when one is
 * refused, its items show the truth again, with all that has happened to them in the meantime.
 */
export class Wishes {
  #all: readonly Wish[] = [];
  readonly #listeners = new Set<() => void>();

  get = (): readonly Wish[] => this.#all;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(wish: Wish): void {
    this.#replace([...this.#all, wish]);
  }

  drop(wish: Wish): void {
    this.#replace(this.#all.filter((each) => each !== wish));
  }

  #replace(wishes: readonly Wish[]): void {
    this.#all = wishes;
    for (const listener of this.#listeners) listener();
  }
}

// One for the browser, as the query cache is; ids of items are unique everywhere.
export const wishes = new Wishes();

/** An item as the reader wants it, in the order in which they wished. */
export function wished(item: Item, all: readonly Wish[]): Item {
  return all.reduce((now, wish) => (wish.itemIds.has(now.id) ? wish.apply(now) : now), item);
}

const none: readonly Wish[] = [];

/** The wishes under way. */
export function useWishes(): readonly Wish[] {
  return useSyncExternalStore(wishes.subscribe, wishes.get, () => none);
}
