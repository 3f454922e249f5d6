"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { createProject } from "#lib/api-client/project-operations.ts";
import { listProjects } from "#lib/api-client/operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import type { ProjectSummary, createProjectEndpoint } from "#lib/projects/contract.ts";
import { projectKeys } from "./keys.ts";

const PAGE = 200;

/** All projects that the reader can see, by name; those that are archived apart. */
export const projectsQuery = (archived: boolean) =>
  queryOptions({
    queryKey: projectKeys.list(archived),
    queryFn: async ({ signal }) => {
      const projects: ProjectSummary[] = [];
      let cursor: string | null | undefined;
      do {
        const query = { archived: String(archived), limit: PAGE, ...(cursor ? { cursor } : {}) };
        const page = await callApi(listProjects, { query, signal });
        projects.push(...page.projects);
        cursor = page.nextCursor;
      } while (cursor);
      return projects;
    },
  });

/** Creates a project; the answer is the project. */
export function useCreateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof createProjectEndpoint.body>) =>
      callApi(createProject, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: projectKeys.lists }),
  });
}
