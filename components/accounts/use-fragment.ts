"use client";

import { useSyncExternalStore } from "react";

/** What stands behind the # of the address; null on the server, which is never told. */
export function useFragment(): string | null {
  return useSyncExternalStore(
    (changed) => {
      addEventListener("hashchange", changed);
      return () => removeEventListener("hashchange", changed);
    },
    () => location.hash.slice(1),
    () => null,
  );
}
