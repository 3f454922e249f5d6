import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { email, line, password } from "#lib/platform/http/fields.ts";
import { NewProject } from "#lib/projects/contract.ts";

export const setUpEndpoint = endpoint({
  operationId: "setUp",
  method: "POST",
  path: "/setup",
  summary: "First run: create the organisation, its owner and a first project, and sign in",
  access: "public",
  status: 201,
  maxBody: 5_000_000,
  body: z.strictObject({
    /** Printed by the server at its first start, or set by PREFLIGHT_SETUP_CODE. */
    code: z.string().min(1).max(200),
    organization: line(120),
    owner: z.strictObject({ name: line(120), email, password }),
    project: NewProject.optional(),
  }),
  response: z.strictObject({
    organizationId: z.uuid(),
    userId: z.uuid(),
    /** Where the first project is; null where none was asked for. */
    projectSlug: z.string().nullable(),
  }),
});
