import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { cursor, id, limit, line, moment } from "#lib/platform/http/fields.ts";

/** How a thing is called: an item also by its code. `textKo` where it has a Korean title. */
export const AuditLabel = z.strictObject({
  code: z.string().nullable(),
  text: z.string(),
  textKo: z.string().nullable(),
});
export type AuditLabel = z.infer<typeof AuditLabel>;

const fields = z.record(z.string(), z.json()).nullable();

export const AuditEvent = z.strictObject({
  /** The chain that it belongs to, and its place there, from 1. */
  stream: z.uuid(),
  seq: z.int(),
  at: z.iso.datetime(),
  /** Null for an event of the organisation itself. */
  project: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string() }).nullable(),
  actor: z.strictObject({
    id: z.uuid().nullable(),
    /** Null where the person's details are gone. */
    name: z.string().nullable(),
    /**
     * `system`: nobody, the server or its command line. `nothing`: somebody who only claimed to be
     * this person, as in a refused sign-in.
     */
    via: z.enum(["session", "token", "link", "provider", "scim", "system", "nothing"]),
    /** The token's name, where it acted through one. */
    token: z.string().nullable(),
  }),
  /** Noun and past participle, such as `item.claimed`. */
  action: z.string(),
  subject: z.strictObject({ type: z.string(), id: z.string(), label: AuditLabel.nullable() }),
  /** The changed fields; null for what did not exist before, or is gone after. */
  before: fields,
  after: fields,
  reason: z.string().nullable(),
  /** From where; null where the details were erased. */
  origin: z
    .strictObject({ ip: z.string().nullable(), userAgent: z.string().nullable() })
    .nullable(),
  requestId: z.string(),
  /** SHA-256 over the hash before and this event's canonical text, in hex. */
  hash: z.string(),
  /** What the ids in `before` and `after` are called. */
  names: z.record(z.string(), AuditLabel),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

const projectParams = z.strictObject({ projectId: line(100) });

const filters = {
  actor: id.optional(),
  /** A noun such as `item`, or a noun with its verb such as `item.claimed`. */
  action: z
    .string()
    .max(80)
    .regex(/^[a-z_]+(\.[a-z_]+)?$/)
    .optional(),
  subject: id.optional(),
  from: moment.optional(),
  /** Up to this moment, without it. */
  to: moment.optional(),
  /** Part of a changed value, of a reason, or of the name of who or what it is about. */
  text: line(200).optional(),
};

const organizationFilters = {
  ...filters,
  /** One project's events, or `organization` for those of no project. */
  project: z.union([z.literal("organization"), id]).optional(),
};

const page = { cursor: cursor.optional(), limit: limit(50, 200) };

const EventPage = z.strictObject({
  /** Newest first. */
  events: z.array(AuditEvent),
  nextCursor: z.string().nullable(),
});

export const listProjectAuditEndpoint = endpoint({
  operationId: "listProjectAudit",
  method: "GET",
  path: "/projects/{projectId}/audit",
  summary: "List what was done in a project, newest first",
  access: "audit.project",
  params: projectParams,
  query: z.strictObject({ ...filters, ...page }),
  response: EventPage,
});

export const listOrganizationAuditEndpoint = endpoint({
  operationId: "listOrganizationAudit",
  method: "GET",
  path: "/audit",
  summary: "List what was done in the organisation and all its projects, newest first",
  access: "audit.organization",
  query: z.strictObject({ ...organizationFilters, ...page }),
  response: EventPage,
});

/** Why a chain does not hold. */
export const auditFaults = [
  "body_unreadable",
  "other_stream",
  "out_of_sequence",
  "hash_mismatch",
  "columns_differ",
  "origin_differs",
  "missing_events",
  "surplus_events",
] as const;

export const ChainVerification = z.strictObject({
  stream: z.uuid(),
  /** Null for the organisation's own chain. */
  project: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
  valid: z.boolean(),
  /** Events found good in this answer. */
  events: z.int(),
  /** Hash of the last of them, in hex. */
  hash: z.string(),
  firstBadSeq: z.int().nullable(),
  reason: z.enum(auditFaults).nullable(),
});
export type ChainVerification = z.infer<typeof ChainVerification>;

/** Large chains may be verified in steps: `limit` events at a time, each answer says where to go on. */
const steps = { cursor: cursor.optional(), limit: limit(10_000_000, 10_000_000) };

const Verification = z.strictObject({
  valid: z.boolean(),
  /** The chains that this answer reached; one may be continued in the next. */
  chains: z.array(ChainVerification),
  /** Of how many events, over all chains, this answer and those before have verified how many. */
  verified: z.int(),
  total: z.int(),
  nextCursor: z.string().nullable(),
});
export type Verification = z.infer<typeof Verification>;

export const verifyProjectAuditEndpoint = endpoint({
  operationId: "verifyProjectAudit",
  method: "GET",
  path: "/projects/{projectId}/audit/verify",
  summary: "Recompute a project's audit chain and name its first bad event",
  access: "audit.project",
  params: projectParams,
  query: z.strictObject(steps),
  response: Verification,
});

export const verifyOrganizationAuditEndpoint = endpoint({
  operationId: "verifyOrganizationAudit",
  method: "GET",
  path: "/audit/verify",
  summary: "Recompute the audit chains of the organisation and of all its projects",
  access: "audit.organization",
  query: z.strictObject(steps),
  response: Verification,
});

/** `jsonl` holds whole chains with a signed checkpoint each, for `audit:verify`; `csv` takes filters. */
const format = z.enum(["jsonl", "csv"]).default("jsonl");

export const exportProjectAuditEndpoint = endpoint({
  operationId: "exportProjectAudit",
  method: "GET",
  path: "/projects/{projectId}/audit/export",
  summary: "Export a project's audit log: JSON Lines to verify offline, or CSV",
  access: "audit.project",
  params: projectParams,
  query: z.strictObject({ ...filters, format }),
  response: z.string(),
  produces: "application/jsonl, text/csv",
});

export const exportOrganizationAuditEndpoint = endpoint({
  operationId: "exportOrganizationAudit",
  method: "GET",
  path: "/audit/export",
  summary: "Export the audit logs of the organisation and all its projects",
  access: "audit.organization",
  query: z.strictObject({ ...organizationFilters, format }),
  response: z.string(),
  produces: "application/jsonl, text/csv",
});

export const getAuditKeyEndpoint = endpoint({
  operationId: "getAuditKey",
  method: "GET",
  path: "/audit/key",
  summary: "Read the public key that signs the checkpoints of audit exports",
  access: "public",
  response: z.strictObject({
    algorithm: z.literal("Ed25519"),
    /** The 32 bytes in base64url. */
    publicKey: z.string(),
  }),
});
