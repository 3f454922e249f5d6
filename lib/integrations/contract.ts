import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line } from "#lib/platform/http/fields.ts";
import { projectParams } from "#lib/projects/contract.ts";
import { integrationStates, unknownReasons } from "./choices.ts";
import {
  Access,
  credentialValues,
  Field,
  fieldValues,
  FieldValue,
  ProviderName,
} from "./connect-contract.ts";

const Reason = z.enum(unknownReasons);
const Verdict = z.enum(["pass", "fail", "unknown", "stale", "not_run"]);
const moment = z.iso.datetime().nullable();

/** A connection of a project to a service outside, without its credentials. */
export const Integration = z.strictObject({
  id: z.uuid(),
  provider: ProviderName,
  name: z.string(),
  config: z.record(z.string(), FieldValue),
  /** The names of those that are set; what they are is never given out. */
  credentials: z.array(z.string()),
  /** How often its checks run. */
  intervalSeconds: z.int(),
  state: z.enum(integrationStates),
  pausedAt: moment,
  /** Until when it is left alone after failures in a row. */
  openUntil: moment,
  /** Until when the provider has asked us to wait. */
  retryAt: moment,
  /** Failures in a row. */
  failures: z.int(),
  succeededAt: moment,
  failedAt: moment,
  /** Why the last failure was one, and the provider's own words. */
  failure: Reason.nullable(),
  failureDetail: z.string().nullable(),
  /** As whom the provider knows us. */
  account: z.string().nullable(),
  access: Access,
  /** Our clock minus the provider's, in seconds, as of the last test. */
  skewSeconds: z.int().nullable(),
  testedAt: moment,
  createdAt: z.iso.datetime(),
  /** How many of its checks say what. */
  verdicts: z.strictObject({
    pass: z.int(),
    fail: z.int(),
    unknown: z.int(),
    stale: z.int(),
    notRun: z.int(),
  }),
});
export type Integration = z.infer<typeof Integration>;

/** A check of an integration, with what it last said. */
export const IntegrationCheck = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** What is read and what makes it pass. */
  signal: z.string().describe("What is read and what makes it pass, in the reader's language."),
  /** Whether this version of Preflight carries it out. */
  available: z.boolean(),
  verdict: Verdict,
  reason: Reason.nullable(),
  /** The provider's own words where nothing can be said. */
  detail: z.string().nullable(),
  ranAt: moment,
  changedAt: moment,
  nextRunAt: z.iso.datetime(),
  fields: z.array(Field),
  /** The project's own; what they lack has its default. */
  settings: z.record(z.string(), FieldValue),
  items: z.array(
    z.strictObject({
      id: z.uuid(),
      code: z.string(),
      title: z.string(),
      titleKo: z.string().nullable(),
    }),
  ),
});
export type IntegrationCheck = z.infer<typeof IntegrationCheck>;

const integrations = "/projects/{projectId}/integrations";
const integration = `${integrations}/{integrationId}` as const;
const integrationParams = projectParams.extend({ integrationId: id });
const intervalSeconds = z.int().min(60).max(86_400);

export const listIntegrationsEndpoint = endpoint({
  operationId: "listIntegrations",
  method: "GET",
  path: integrations,
  summary: "List a project's integrations and how they stand",
  access: "project.read",
  params: projectParams,
  response: z.strictObject({ integrations: z.array(Integration) }),
});

export const getIntegrationEndpoint = endpoint({
  operationId: "getIntegration",
  method: "GET",
  path: integration,
  summary: "Read an integration with its checks",
  access: "project.read",
  params: integrationParams,
  response: Integration.extend({ checks: z.array(IntegrationCheck) }),
});

export const connectIntegrationEndpoint = endpoint({
  operationId: "connectIntegration",
  method: "POST",
  path: integrations,
  summary: "Connect a service once a test went well; credentials need a fresh proof that it is you",
  access: "integrations.manage",
  status: 201,
  params: projectParams,
  body: z.strictObject({
    provider: ProviderName,
    name: line(80),
    config: fieldValues.default({}),
    /** Stored sealed, never given out. */
    credentials: credentialValues.default({}),
    intervalSeconds: intervalSeconds.default(300),
    /** Saves it although the test fails. */
    saveAnyway: z.boolean().default(false),
  }),
  response: Integration,
});

export const updateIntegrationEndpoint = endpoint({
  operationId: "updateIntegration",
  method: "PATCH",
  path: integration,
  summary:
    "Change an integration once a test went well; credentials that are not given stay, new ones need a fresh proof that it is you",
  access: "integrations.manage",
  params: integrationParams,
  body: z.strictObject({
    name: line(80).optional(),
    config: fieldValues.optional(),
    credentials: credentialValues.optional(),
    intervalSeconds: intervalSeconds.optional(),
    saveAnyway: z.boolean().default(false),
  }),
  response: Integration,
});

export const pauseIntegrationEndpoint = endpoint({
  operationId: "pauseIntegration",
  method: "POST",
  path: `${integration}/pause`,
  summary: "Pause an integration or let it go on",
  access: "integrations.manage",
  params: integrationParams,
  body: z.strictObject({ paused: z.boolean().default(true) }),
  response: Integration,
});

export const removeIntegrationEndpoint = endpoint({
  operationId: "removeIntegration",
  method: "DELETE",
  path: integration,
  summary: "Remove an integration; it can be brought back within a day",
  access: "integrations.manage",
  params: integrationParams,
  response: z.null(),
  status: 204,
});

export const restoreIntegrationEndpoint = endpoint({
  operationId: "restoreIntegration",
  method: "POST",
  path: `${integration}/restore`,
  summary: "Bring a removed integration back, with its credentials",
  access: "integrations.manage",
  params: integrationParams,
  response: Integration,
});
