"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { getProjectBurnUp, getProjectReport } from "#lib/api-client/project-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import { reportKeys } from "./keys.ts";

/** How many items of each phase were done at the end of each day. */
export function useBurnUp(projectId: string, timeZone: string) {
  return useQuery({
    queryKey: reportKeys.burnUp(projectId, timeZone),
    queryFn: ({ signal }) =>
      callApi(getProjectBurnUp, { params: { projectId }, query: { timeZone }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** A project's report as of the moment that it was read. */
export function useReport(projectId: string, timeZone: string) {
  return useQuery({
    queryKey: reportKeys.report(projectId, timeZone),
    queryFn: ({ signal }) =>
      callApi(getProjectReport, { params: { projectId }, query: { timeZone }, signal }),
    placeholderData: keepPreviousData,
  });
}
