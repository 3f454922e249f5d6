"use client";

import { useDeferredValue, useEffect, useState } from "react";

import { useCommandSources, type Command, type CommandSource } from "#components/ui/commands.ts";
import { matchesWords } from "#components/ui/match-words.ts";

interface CommandGroup {
  group: string;
  commands: readonly Command[];
}

const perGroup = 8;
const pauseMs = 120;

/** What the palette shows for a query: matches at hand first, then what the searches found. */
export function useCommandResults(query: string): {
  groups: readonly CommandGroup[];
  searching: boolean;
} {
  const sources = useCommandSources();
  const typed = useDeferredValue(query.trim());
  const { found, searching } = useSearches(sources, typed);
  const groups = new Map<string, Command[]>();
  for (const source of sources) {
    const matches = (source.items ?? []).filter((command) =>
      matchesWords(`${command.label} ${command.keywords ?? ""}`, typed),
    );
    const commands = groups.get(source.group) ?? [];
    commands.push(...matches, ...(found.get(source) ?? []));
    groups.set(source.group, commands);
  }
  return {
    groups: [...groups]
      .map(([group, commands]) => ({ group, commands: commands.slice(0, perGroup) }))
      .filter(({ commands }) => commands.length > 0),
    searching,
  };
}

interface Searches {
  query: string;
  found: ReadonlyMap<CommandSource, readonly Command[]>;
}

/** Asks all searching sources after a pause in typing; an answer to an older query is dropped. */
function useSearches(
  sources: readonly CommandSource[],
  query: string,
): { found: Searches["found"]; searching: boolean } {
  const [searches, setSearches] = useState<Searches>({ query: "", found: new Map() });
  const searchable = sources.some(({ search }) => search);
  useEffect(() => {
    if (!query || !searchable) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void Promise.allSettled(
        sources.map(async (source) => {
          const commands = (await source.search?.(query, controller.signal)) ?? [];
          return [source, commands] as const;
        }),
      ).then((answers) => {
        if (controller.signal.aborted) return;
        const entries = answers.flatMap((a) => (a.status === "fulfilled" ? [a.value] : []));
        setSearches({ query, found: new Map(entries) });
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [sources, query, searchable]);
  const current = searches.query === query;
  return {
    // Keeps the previous finds on screen while the next are on their way.
    found: query ? searches.found : new Map(),
    searching: searchable && query !== "" && !current,
  };
}
