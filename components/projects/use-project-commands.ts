"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

import { useCommandSource, type CommandSource } from "#components/ui/commands.ts";
import { matchesWords } from "#components/ui/match-words.ts";
import { callApi } from "#lib/api-client/call.ts";
import { listProjects } from "#lib/api-client/operations.ts";
import { projectKeys } from "./keys.ts";

const MOST = 200;
const FRESH_MS = 60_000;

/** Puts the projects that the reader can see into the palette. */
export function useProjectCommands(): void {
  const t = useTranslations("checklist");
  const client = useQueryClient();
  const router = useRouter();
  const source = useMemo<CommandSource>(
    () => ({
      group: t("palette.projects"),
      search: async (query, signal) => {
        const { projects } = await client.fetchQuery({
          queryKey: [...projectKeys.lists, "palette"],
          queryFn: () => callApi(listProjects, { query: { limit: MOST }, signal }),
          staleTime: FRESH_MS,
        });
        return projects
          .filter(({ name, slug }) => matchesWords(`${name} ${slug}`, query))
          .map(({ id, name, slug }) => ({
            id,
            label: name,
            onSelect: () => router.push(`/projects/${encodeURIComponent(slug)}/checklist`),
          }));
      },
    }),
    [t, client, router],
  );
  useCommandSource(source);
}
