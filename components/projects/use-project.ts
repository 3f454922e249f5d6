"use client";

import { useQuery } from "@tanstack/react-query";

import { callApi } from "#lib/api-client/call.ts";
import { getProject, getProjectOverview, listProjectMembers } from "#lib/api-client/operations.ts";
import type { ProjectMember } from "#lib/projects/contract.ts";
import { projectKeys } from "./keys.ts";

/** A project with its figures; undefined until it is loaded. */
export function useProject(reference: string) {
  return useQuery({
    queryKey: projectKeys.detail(reference),
    queryFn: ({ signal }) => callApi(getProject, { params: { projectId: reference }, signal }),
  });
}

const nobody: readonly ProjectMember[] = [];

/** Who can see a project or has left traces in it. */
export function useProjectMembers(reference: string): readonly ProjectMember[] {
  const query = useQuery({
    queryKey: projectKeys.members(reference),
    queryFn: ({ signal }) =>
      callApi(listProjectMembers, { params: { projectId: reference }, signal }),
  });
  return query.data?.members ?? nobody;
}

/** A project's gate, phases, focus plan and what is in the way. */
export function useProjectOverview(reference: string) {
  return useQuery({
    queryKey: projectKeys.overview(reference),
    queryFn: ({ signal }) =>
      callApi(getProjectOverview, { params: { projectId: reference }, signal }),
  });
}
