import type { listMyItemsEndpoint } from "#lib/checklist/contract.ts";
import type {
  archiveProjectEndpoint,
  createProjectEndpoint,
  exportProjectEndpoint,
  removeProjectMemberEndpoint,
  setProjectMemberEndpoint,
  updateProjectEndpoint,
} from "#lib/projects/contract.ts";
import type {
  exportProjectReportEndpoint,
  getProjectBurnUpEndpoint,
  getProjectReportEndpoint,
} from "#lib/reports/contract.ts";
import { operation } from "./operation.ts";

export const createProject = operation<typeof createProjectEndpoint>("POST", "/projects");
export const updateProject = operation<typeof updateProjectEndpoint>(
  "PATCH",
  "/projects/{projectId}",
);
export const archiveProject = operation<typeof archiveProjectEndpoint>(
  "POST",
  "/projects/{projectId}/archive",
);
export const setProjectMember = operation<typeof setProjectMemberEndpoint>(
  "PUT",
  "/projects/{projectId}/members/{userId}",
);
export const removeProjectMember = operation<typeof removeProjectMemberEndpoint>(
  "DELETE",
  "/projects/{projectId}/members/{userId}",
);
export const exportProject = operation<typeof exportProjectEndpoint>(
  "GET",
  "/projects/{projectId}/export",
);
export const getProjectBurnUp = operation<typeof getProjectBurnUpEndpoint>(
  "GET",
  "/projects/{projectId}/burn-up",
);
export const getProjectReport = operation<typeof getProjectReportEndpoint>(
  "GET",
  "/projects/{projectId}/report",
);
export const exportProjectReport = operation<typeof exportProjectReportEndpoint>(
  "GET",
  "/projects/{projectId}/report/export",
);
export const listMyItems = operation<typeof listMyItemsEndpoint>("GET", "/me/items");
