"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { callApi } from "#lib/api-client/call.ts";
import { getProjectBurnUpEndpoint, getProjectReportEndpoint } from "#lib/reports/contract.ts";
import { reportKeys } from "./keys.ts";

/** How many items of each phase were done at the end of each day. */
export function useBurnUp(projectId: string, timeZone: string) {
  return useQuery({
    queryKey: reportKeys.burnUp(projectId, timeZone),
    queryFn: ({ signal }) =>
      callApi(getProjectBurnUpEndpoint, { params: { projectId }, query: { timeZone }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** A project's report as of the moment that it was read. */
export function useReport(projectId: string, timeZone: string) {
  return useQuery({
    queryKey: reportKeys.report(projectId, timeZone),
    queryFn: ({ signal }) =>
      callApi(getProjectReportEndpoint, { params: { projectId }, query: { timeZone }, signal }),
    placeholderData: keepPreviousData,
  });
}
