import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { cursor, id, limit, line, moment, prose } from "#lib/platform/http/fields.ts";
import { exportFormats, projectRoles, projectScopes } from "./choices.ts";

export const ProjectScope = z.enum(projectScopes);
export const ProjectRole = z.enum(projectRoles);

/** How the items in scope stand. `total` counts them all; the denominators leave waived and not applicable out. */
export const Readiness = z.strictObject({
  total: z.int(),
  /** With those whose claim has to be renewed. */
  todo: z.int(),
  inProgress: z.int(),
  done: z.int(),
  notApplicable: z.int(),
  verified: z.int(),
  waived: z.int(),
  overdue: z.int(),
  /** Items of which claim and verdict disagree, and nobody has settled it. */
  disagreements: z.int(),
  /** The same by weight (P0 8, P1 4, P2 2, P3 1): of what counts, what is done, what is verified. */
  weightTotal: z.int(),
  weightDone: z.int(),
  weightVerified: z.int(),
});
export type Readiness = z.infer<typeof Readiness>;

export const ProjectSummary = z.strictObject({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  scope: ProjectScope,
  /** Version of the bundled catalog it was made from; null for an imported checklist. */
  catalogVersion: z.int().nullable(),
  startAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  revision: z.int(),
  /** Revision of the last change of name, description, scope or start; send it back when editing them. */
  textRevision: z.int(),
  /** The reader's role in it. */
  role: z.enum(["owner", "admin", "lead", "engineer", "viewer"]),
  readiness: Readiness,
});
export type ProjectSummary = z.infer<typeof ProjectSummary>;

/** A project's path parameter: its id or its slug. */
export const projectParams = z.strictObject({ projectId: line(100) });

export const projectSorts = [
  "name",
  "createdAt",
  "claimed",
  "verified",
  "waived",
  "overdue",
] as const;

export const listProjectsEndpoint = endpoint({
  operationId: "listProjects",
  method: "GET",
  path: "/projects",
  summary: "List the projects that you can see",
  access: "projects.list",
  query: z.strictObject({
    /** Lists the archived ones instead of the others. */
    archived: z.stringbool().default(false),
    cursor: cursor.optional(),
    limit: limit(100, 200),
  }),
  response: z.strictObject({
    projects: z.array(ProjectSummary),
    nextCursor: z.string().nullable(),
  }),
});

const newProject = {
  name: line(120),
  description: prose(2_000).default(""),
  /** When the phase clocks start; now where absent. */
  startAt: moment.optional(),
};

/** What a project is made from: the bundled catalog or the text of a Markdown checklist. */
export const NewProject = z.discriminatedUnion("source", [
  z.strictObject({
    source: z.literal("catalog"),
    ...newProject,
    scope: ProjectScope.default("core"),
  }),
  z.strictObject({
    source: z.literal("markdown"),
    ...newProject,
    /** At most 2 MiB, 5,000 items. */
    markdown: z.string().max(2 * 1024 * 1024),
  }),
]);

export const createProjectEndpoint = endpoint({
  operationId: "createProject",
  method: "POST",
  path: "/projects",
  summary: "Create a project from the catalog or from a Markdown checklist",
  access: "projects.create",
  status: 201,
  maxBody: 5_000_000,
  body: NewProject,
  response: ProjectSummary,
});

export const getProjectEndpoint = endpoint({
  operationId: "getProject",
  method: "GET",
  path: "/projects/{projectId}",
  summary: "Read a project",
  access: "project.read",
  params: projectParams,
  response: ProjectSummary,
});

export const updateProjectEndpoint = endpoint({
  operationId: "updateProject",
  method: "PATCH",
  path: "/projects/{projectId}",
  summary: "Change a project's name, description, scope or start",
  access: "project.edit",
  params: projectParams,
  body: z.strictObject({
    name: line(120).optional(),
    description: prose(2_000).optional(),
    scope: ProjectScope.optional(),
    startAt: moment.optional(),
    /** The textRevision that you saw; needed for name and description, refused with 409 when outdated. */
    seenRevision: z.int().min(0).optional(),
  }),
  response: ProjectSummary,
});

export const archiveProjectEndpoint = endpoint({
  operationId: "archiveProject",
  method: "POST",
  path: "/projects/{projectId}/archive",
  summary: "Archive a project or bring it back",
  access: "project.archive",
  params: projectParams,
  body: z.strictObject({ archived: z.boolean().default(true) }),
  response: ProjectSummary,
});

export const ProjectMember = z.strictObject({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  /** `service`: an account for machines, whose address is nobody's. */
  kind: z.enum(["person", "service"]),
  /**
   * `owner` and `admin` have their access from the organisation and cannot be changed here. Null for
   * those who are not members of the project any more (`removed`).
   */
  role: z.enum(["owner", "admin", "lead", "engineer", "viewer"]).nullable(),
  removed: z.boolean(),
});
export type ProjectMember = z.infer<typeof ProjectMember>;

export const listProjectMembersEndpoint = endpoint({
  operationId: "listProjectMembers",
  method: "GET",
  path: "/projects/{projectId}/members",
  summary: "List who can see a project, and who could and has left traces in it",
  access: "project.read",
  params: projectParams,
  response: z.strictObject({ members: z.array(ProjectMember) }),
});

export const setProjectMemberEndpoint = endpoint({
  operationId: "setProjectMember",
  method: "PUT",
  path: "/projects/{projectId}/members/{userId}",
  summary: "Give a member of the organization a role in a project",
  access: "project.members",
  params: projectParams.extend({ userId: id }),
  body: z.strictObject({ role: ProjectRole }),
  response: ProjectMember,
});

export const removeProjectMemberEndpoint = endpoint({
  operationId: "removeProjectMember",
  method: "DELETE",
  path: "/projects/{projectId}/members/{userId}",
  summary: "Take a member's role in a project away",
  access: "project.members",
  params: projectParams.extend({ userId: id }),
  response: z.null(),
  status: 204,
});

export const exportProjectEndpoint = endpoint({
  operationId: "exportProject",
  method: "GET",
  path: "/projects/{projectId}/export",
  summary: "Export a checklist; the Markdown form imports to the same again",
  access: "project.read",
  params: projectParams,
  query: z.strictObject({ format: z.enum(exportFormats).default("markdown") }),
  response: z.string(),
  produces: "text/markdown, text/csv, application/json",
});

export const portfolioEventsEndpoint = endpoint({
  operationId: "followProjects",
  method: "GET",
  path: "/events",
  summary:
    "Be told by server-sent events when a project that you can see has changed; the first comes at once",
  access: "projects.list",
  response: z.string(),
  produces: "text/event-stream",
});

export const projectEventsEndpoint = endpoint({
  operationId: "followProject",
  method: "GET",
  path: "/projects/{projectId}/events",
  summary: "Follow a project's changes as server-sent events; resumes after Last-Event-ID",
  access: "project.read",
  params: projectParams,
  query: z.strictObject({ after: z.coerce.number().int().min(0).max(2_147_483_647).optional() }),
  response: z.string(),
  produces: "text/event-stream",
});
