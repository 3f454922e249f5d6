"use client";

import { useMemo } from "react";

import { useEnvironment } from "./environment.ts";

/** Somebody who can take an item. */
export interface Assignable {
  id: string;
  name: string;
  email: string;
}

/** The people who may work in the project, the reader first, then by name. */
export function useAssignable(): readonly Assignable[] {
  const { people, me } = useEnvironment();
  return useMemo(
    () =>
      [...people.values()]
        .filter(({ removed, role }) => !removed && role !== "viewer")
        .map(({ userId, name, email }) => ({ id: userId, name, email }))
        .sort((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name)),
    [people, me],
  );
}
