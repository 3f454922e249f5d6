import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { line, timeZone } from "#lib/platform/http/fields.ts";

const projectParams = z.strictObject({ projectId: line(100) });

/** The zone whose days and weeks are counted; absent: the one that you chose, else UTC. */
const countedZone = timeZone.optional();

const count = z.int();
/** A day as YYYY-MM-DD in the zone that was asked for. */
const day = z.iso.date();

/** Done items of each phase at the end of each day, from the project's start until today. */
export const BurnUp = z.strictObject({
  /** The moment that the last day ends at so far. */
  at: z.iso.datetime(),
  timeZone: z.string(),
  phases: z.array(
    z.strictObject({
      id: z.uuid(),
      code: z.string(),
      title: z.string(),
      titleKo: z.string().nullable(),
      total: count,
      /** Of these, how many are neither waived nor not applicable: what there is to do. */
      counting: count,
      dueAt: z.iso.datetime().nullable(),
    }),
  ),
  /** What was done before the first day, because it arrived done; in the order of `phases`. */
  start: z.array(count),
  days: z.array(z.strictObject({ day, /** In the order of `phases`. */ done: z.array(count) })),
});
export type BurnUp = z.infer<typeof BurnUp>;

export const getProjectBurnUpEndpoint = endpoint({
  operationId: "getProjectBurnUp",
  method: "GET",
  path: "/projects/{projectId}/burn-up",
  summary: "Read how many items of each phase were done at the end of each day",
  access: "project.read",
  params: projectParams,
  query: z.strictObject({ timeZone: countedZone }),
  response: BurnUp,
});

const ReportItem = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  titleKo: z.string().nullable(),
});

export const ProjectReport = z.strictObject({
  /** The moment of which all figures are. */
  at: z.iso.datetime(),
  timeZone: z.string(),
  burnUp: BurnUp,
  /** Items that a person turned to done in a week; `week` is its Monday. */
  people: z.array(z.strictObject({ userId: z.uuid(), name: z.string(), week: day, done: count })),
  /** Open items past their due date, longest first. */
  overdue: z.array(
    ReportItem.extend({
      dueAt: z.iso.datetime(),
      /** Whole days since it was due. */
      days: count,
      assigneeId: z.uuid().nullable(),
      assigneeName: z.string().nullable(),
    }),
  ),
  /** What leaves the denominator: waived, or not applicable, with the reason. */
  exceptions: z.array(
    ReportItem.extend({
      kind: z.enum(["waived", "not_applicable"]),
      reason: z.string().nullable(),
      byId: z.uuid().nullable(),
      byName: z.string().nullable(),
      at: z.iso.datetime().nullable(),
      until: z.iso.datetime().nullable(),
    }),
  ),
});
export type ProjectReport = z.infer<typeof ProjectReport>;

export const getProjectReportEndpoint = endpoint({
  operationId: "getProjectReport",
  method: "GET",
  path: "/projects/{projectId}/report",
  summary: "Read a project's trend, who did what per week, what is overdue, and the exceptions",
  access: "project.read",
  params: projectParams,
  query: z.strictObject({ timeZone: countedZone }),
  response: ProjectReport,
});

export const reportTables = ["burn-up", "people", "overdue", "exceptions"] as const;
export type ReportTable = (typeof reportTables)[number];

export const exportProjectReportEndpoint = endpoint({
  operationId: "exportProjectReport",
  method: "GET",
  path: "/projects/{projectId}/report/export",
  summary: "Export one table of a project's report as CSV",
  access: "project.read",
  params: projectParams,
  query: z.strictObject({ table: z.enum(reportTables), timeZone: countedZone }),
  response: z.string(),
  produces: "text/csv",
});

/** How the items of a phase or focus step stand; `counting` leaves waived and not applicable ones out. */
const standing = { total: count, counting: count, done: count, verified: count };

const Blocker = ReportItem.extend({
  /** Also `done`: of an item that fails, or whose claim has to be renewed. */
  claim: z.enum(["todo", "in_progress", "done"]),
  verdict: z.enum(["pass", "fail", "unknown", "stale", "not_run"]),
  /** A core item of the first phase keeps the gate closed; another only when it is overdue. */
  closesGate: z.boolean(),
  dueAt: z.iso.datetime().nullable(),
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
});

/** One thing that keeps the gate closed, with how many items it is about. */
const GateReason = z.strictObject({
  code: z.enum(["first_phase_open", "first_phase_failing", "second_phase_below"]),
  phase: z.string(),
  items: count,
});

export const ProjectOverview = z.strictObject({
  at: z.iso.datetime(),
  revision: count,
  /**
   * May it launch? Open when every core item of the first phase is done or waived, none of them
   * fails, and the second phase is done to 90 %.
   */
  gate: z.strictObject({ open: z.boolean(), reasons: z.array(GateReason) }),
  phases: z.array(
    ReportItem.extend({
      ...standing,
      /** How much one of its items weighs. */
      weight: count,
      inProgress: count,
      waived: count,
      notApplicable: count,
      overdue: count,
      dueAt: z.iso.datetime().nullable(),
    }),
  ),
  /** The catalog's plan of what to do first; empty for an imported checklist. */
  focus: z.array(
    z.strictObject({
      step: count,
      title: z.string(),
      titleKo: z.string(),
      bucket: z.string(),
      ...standing,
    }),
  ),
  /** What is in the way, most urgent first, ten of `blockerCount`. */
  blockers: z.array(Blocker),
  blockerCount: count,
});
export type ProjectOverview = z.infer<typeof ProjectOverview>;

export const getProjectOverviewEndpoint = endpoint({
  operationId: "getProjectOverview",
  method: "GET",
  path: "/projects/{projectId}/overview",
  summary: "Read a project's gate, phases with their clocks, focus plan and blockers",
  access: "project.read",
  params: projectParams,
  response: ProjectOverview,
});
