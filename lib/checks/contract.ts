import { z } from "zod";
import { integrationStates } from "#lib/integrations/choices.ts";
import {
  Field,
  fieldValues,
  FieldValue,
  ProviderName,
} from "#lib/integrations/connect-contract.ts";
import { Verdict } from "#lib/checklist/contract.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { cursor, id, limit } from "#lib/platform/http/fields.ts";
import { projectParams } from "#lib/projects/contract.ts";
import { missingWays } from "./choices.ts";

const moment = z.iso.datetime().nullable();

/** What was seen, in the provider's own terms. */
const Facts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);

/** What was read for a verdict; secrets are masked. */
export const Reading = z.strictObject({
  requests: z.array(
    z.strictObject({
      request: z.string(),
      status: z.int().nullable(),
      excerpt: z.string(),
      at: z.iso.datetime(),
      milliseconds: z.number(),
    }),
  ),
  seen: Facts,
  /** The figures that decided. */
  limit: Facts,
  /** The provider's own words where nothing can be said. */
  detail: z.string().nullable(),
});
export type Reading = z.infer<typeof Reading>;

/** A check as it stands for an item. */
export const ItemCheck = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  provider: ProviderName,
  integrationId: z.uuid(),
  integrationName: z.string(),
  integrationState: z.enum(integrationStates),
  /** Until when the integration is left alone, where it is `open` or `limited`. */
  until: moment,
  /** What is read and what makes it pass. */
  signal: z.string().describe("What is read and what makes it pass, in the reader's language."),
  /** `stale` where the last reading is too old to stand for now. */
  verdict: Verdict,
  /** Why nothing can be said. */
  reason: z.string().nullable(),
  reading: Reading.nullable(),
  ranAt: moment,
  /** Since when the verdict is what it is. */
  changedAt: moment,
  nextRunAt: z.iso.datetime(),
  fields: z.array(Field),
  /** The project's own figures; what they lack has its default. */
  settings: z.record(z.string(), FieldValue),
});
export type ItemCheck = z.infer<typeof ItemCheck>;

/** A way of the catalog to verify an item that nothing here goes. */
const MissingWay = z.strictObject({
  provider: z.string(),
  check: z.string(),
  signal: z.string().describe("What is read and what makes it pass, in the reader's language."),
  why: z.enum(missingWays),
});

export const ItemChecks = z.strictObject({
  verdict: Verdict,
  /** The check that fails, or why nothing can be said. */
  reason: z.string().nullable(),
  /** Since when the verdict is what it is. */
  verdictAt: moment,
  /** Whether a person has to attest it as well: passing checks alone do not verify it. */
  attested: z.boolean(),
  /** Who lets the claim stand although the verdict disagrees, until when and why. */
  kept: z
    .strictObject({ until: z.iso.datetime(), reason: z.string(), by: z.uuid().nullable() })
    .nullable(),
  checks: z.array(ItemCheck),
  missing: z.array(MissingWay),
});
export type ItemChecks = z.infer<typeof ItemChecks>;

/** A stretch of runs with one outcome. */
const CheckRun = z.strictObject({
  id: z.uuid(),
  verdict: Verdict,
  reason: z.string().nullable(),
  /** What the first of them read. */
  reading: Reading.nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  runs: z.int(),
});

const checkParams = projectParams.extend({ checkId: id });

export const getItemChecksEndpoint = endpoint({
  operationId: "getItemChecks",
  method: "GET",
  path: "/projects/{projectId}/items/{itemId}/checks",
  summary: "Read how an item's verdict comes about: its checks and what each has read",
  access: "project.read",
  params: projectParams.extend({ itemId: id }),
  response: ItemChecks,
});

export const listCheckRunsEndpoint = endpoint({
  operationId: "listCheckRuns",
  method: "GET",
  path: "/projects/{projectId}/checks/{checkId}/runs",
  summary: "List what a check has found over time, the latest first",
  access: "project.read",
  params: checkParams,
  query: z.strictObject({ cursor: cursor.optional(), limit: limit(20, 100) }),
  response: z.strictObject({ runs: z.array(CheckRun), nextCursor: z.string().nullable() }),
});

export const runChecksEndpoint = endpoint({
  operationId: "runChecks",
  method: "POST",
  path: "/projects/{projectId}/checks/run",
  summary: "Run the checks of some items, of a group, or of the whole project now",
  access: "checks.run",
  params: projectParams,
  body: z.strictObject({
    itemIds: z.array(id).min(1).max(5_000).optional(),
    groupId: id.optional().describe("A group, or a section or phase with all below it."),
  }),
  response: z.strictObject({
    /** Checks that have run since then have been run anew. */
    requestedAt: z.iso.datetime(),
    /** Those under way; one that has run within ten seconds is not run again. */
    checkIds: z.array(z.uuid()),
    /** Integrations that are left alone at present, so that their checks wait. */
    waiting: z.array(
      z.strictObject({
        integrationId: z.uuid(),
        name: z.string(),
        state: z.enum(["paused", "open", "limited"]),
        until: moment,
        checks: z.int(),
      }),
    ),
  }),
});

export const updateCheckSettingsEndpoint = endpoint({
  operationId: "updateCheckSettings",
  method: "PATCH",
  path: "/projects/{projectId}/checks/{checkId}",
  summary: "Set the project's own figures of a check; those that are not given get their defaults",
  access: "integrations.manage",
  params: checkParams,
  body: z.strictObject({ settings: fieldValues }),
  response: z.strictObject({
    id: z.uuid(),
    fields: z.array(Field),
    settings: z.record(z.string(), FieldValue),
  }),
});
