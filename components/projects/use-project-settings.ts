"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { listMembers } from "#lib/api-client/member-operations.ts";
import {
  archiveProject,
  removeProjectMember,
  setProjectMember,
  updateProject,
} from "#lib/api-client/project-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import type {
  ProjectSummary,
  setProjectMemberEndpoint,
  updateProjectEndpoint,
} from "#lib/projects/contract.ts";
import { projectKeys } from "./keys.ts";

type Patch = z.input<typeof updateProjectEndpoint.body>;
type Role = z.input<typeof setProjectMemberEndpoint.body>["role"];

function useStoreProject(reference: string): (project: ProjectSummary) => Promise<void> {
  const client = useQueryClient();
  return (project) => {
    client.setQueryData(projectKeys.detail(reference), project);
    return client.invalidateQueries({ queryKey: projectKeys.lists });
  };
}

/** Changes name, description, scope or start. */
export function useUpdateProject(reference: string) {
  const store = useStoreProject(reference);
  return useMutation({
    mutationFn: (body: Patch) => callApi(updateProject, { params: { projectId: reference }, body }),
    onSuccess: store,
  });
}

/** Archives a project or brings it back. */
export function useArchiveProject(reference: string) {
  const store = useStoreProject(reference);
  return useMutation({
    mutationFn: (archived: boolean) =>
      callApi(archiveProject, { params: { projectId: reference }, body: { archived } }),
    onSuccess: store,
  });
}

/** Gives somebody a role in the project; null takes it away. */
export function useSetProjectMember(reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ userId, role }: { userId: string; role: Role | null }): Promise<void> => {
      const params = { projectId: reference, userId };
      if (role === null) await callApi(removeProjectMember, { params });
      else await callApi(setProjectMember, { params, body: { role } });
    },
    onSettled: () => client.invalidateQueries({ queryKey: projectKeys.members(reference) }),
  });
}

/** The people of the organisation, to choose members from. */
export function useOrganizationPeople() {
  const query = useQuery({
    queryKey: projectKeys.candidates,
    queryFn: ({ signal }) => callApi(listMembers, { signal }),
  });
  return query.data?.members ?? [];
}
