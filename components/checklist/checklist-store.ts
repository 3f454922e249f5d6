"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

/** What can be set through the small form that floats beside a row or over the bulk bar. */
export type EditorKind = "claim" | "reason" | "assignee" | "due";

export interface Editor {
  kind: EditorKind;
  itemIds: readonly string[];
  /** Where it floats. */
  anchor: Element;
}

export interface ChecklistState {
  /** The row that the keyboard is at. */
  activeId: string | null;
  selected: ReadonlySet<string>;
  /** Whether a tap on a row selects it: fingers have no key to hold. */
  selectMode: boolean;
  /** Where a range of selected rows began. */
  rangeStart: string | null;
  editor: Editor | null;
  /** The group that a new item is being written into. */
  addingTo: string | null;
  /** What the panel puts the focus into when it opens. */
  panelFocus: "evidence" | "comment" | null;
}

/** The list as it is shown. */
export interface ShownList {
  /** The ids of its items, from top to bottom. */
  order: readonly string[];
  /** The first item that is in view. */
  firstInView: () => string | undefined;
  reveal: (itemId: string) => void;
}

const nothing: ChecklistState = {
  activeId: null,
  selected: new Set(),
  selectMode: false,
  rangeStart: null,
  editor: null,
  addingTo: null,
  panelFocus: null,
};

/**
 * Where the reader is in the list. Outside React's state, so that moving from row to row renders two
 * rows and not the list.
 */
export class ChecklistStore {
  #state = nothing;
  readonly #listeners = new Set<() => void>();
  #list: ShownList = { order: [], firstInView: () => undefined, reveal: () => undefined };

  get = (): ChecklistState => this.#state;

  set = (change: Partial<ChecklistState>): void => {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Called by the list whenever it shows other rows. */
  show(list: ShownList): void {
    this.#list = list;
  }

  /** The ids of the items in the list, from top to bottom. */
  get order(): readonly string[] {
    return this.#list.order;
  }

  /** Brings a row into view and focuses it. */
  reveal(itemId: string): void {
    this.#list.reveal(itemId);
  }

  /** Goes to the first row. */
  goToFirst(): void {
    const [activeId] = this.order;
    if (activeId === undefined) return;
    this.set({ activeId });
    this.reveal(activeId);
  }

  /** Goes to the row `by` rows further, and takes the selection along when `selecting`. */
  move(by: number, selecting: boolean): void {
    const { activeId, rangeStart } = this.#state;
    const at = activeId === null ? -1 : this.order.indexOf(activeId);
    const to = Math.min(Math.max(at + by, 0), this.order.length - 1);
    const id = at < 0 ? this.#list.firstInView() : this.order[to];
    if (id === undefined) return;
    if (selecting) {
      const start = rangeStart ?? activeId ?? id;
      this.set({ activeId: id, rangeStart: start, selected: this.#range(start, id) });
    } else {
      this.set({ activeId: id, rangeStart: null });
    }
    this.reveal(id);
  }

  /** Selects a row or not; as a `range`, everything from where the last one was chosen. */
  select(id: string, range: boolean): void {
    const { selected, rangeStart } = this.#state;
    if (range && rangeStart !== null) {
      const joined = new Set([...selected, ...this.#range(rangeStart, id)]);
      this.set({ selected: joined, activeId: id });
      return;
    }
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    this.set({ selected: next, rangeStart: id, activeId: id });
  }

  /** Selects everything in the list; nothing when all of it is selected already. */
  selectAll(): void {
    const all = this.order.every((id) => this.#state.selected.has(id));
    this.set({ selected: new Set(all ? [] : this.order), rangeStart: null });
  }

  /** Selects nothing any more, and lets taps open items again. */
  clearSelection(): void {
    this.set({ selected: new Set(), rangeStart: null, selectMode: false });
  }

  #range(from: string, to: string): Set<string> {
    const ends = [this.order.indexOf(from), this.order.indexOf(to)].filter((at) => at >= 0);
    if (ends.length < 2) return new Set([to]);
    return new Set(this.order.slice(Math.min(...ends), Math.max(...ends) + 1));
  }
}

export const ChecklistStoreContext = createContext<ChecklistStore | null>(null);

/** The store of the checklist around the component. */
export function useChecklistStore(): ChecklistStore {
  const store = useContext(ChecklistStoreContext);
  if (!store) throw new Error("There is no checklist around this component.");
  return store;
}

/** A part of where the reader is; renders again only when that part changes. */
export function useChecklistState<T>(select: (state: ChecklistState) => T): T {
  const store = useChecklistStore();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(nothing),
  );
}
