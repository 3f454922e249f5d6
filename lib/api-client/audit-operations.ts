import type {
  exportOrganizationAuditEndpoint,
  exportProjectAuditEndpoint,
  listOrganizationAuditEndpoint,
  listProjectAuditEndpoint,
  verifyOrganizationAuditEndpoint,
  verifyProjectAuditEndpoint,
} from "#lib/audit/contract.ts";
import { operation } from "./operation.ts";

export const listOrganizationAudit = operation<typeof listOrganizationAuditEndpoint>(
  "GET",
  "/audit",
);
export const verifyOrganizationAudit = operation<typeof verifyOrganizationAuditEndpoint>(
  "GET",
  "/audit/verify",
);
export const exportOrganizationAudit = operation<typeof exportOrganizationAuditEndpoint>(
  "GET",
  "/audit/export",
);
export const listProjectAudit = operation<typeof listProjectAuditEndpoint>(
  "GET",
  "/projects/{projectId}/audit",
);
export const verifyProjectAudit = operation<typeof verifyProjectAuditEndpoint>(
  "GET",
  "/projects/{projectId}/audit/verify",
);
export const exportProjectAudit = operation<typeof exportProjectAuditEndpoint>(
  "GET",
  "/projects/{projectId}/audit/export",
);
