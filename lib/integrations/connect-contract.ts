import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, prose } from "#lib/platform/http/fields.ts";
import { projectParams } from "#lib/projects/contract.ts";
import {
  accessStates,
  checkReadiness,
  fieldKinds,
  integrationProviders,
  unknownReasons,
} from "./choices.ts";

export const ProviderName = z.enum(integrationProviders);
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type FieldValue = z.infer<typeof FieldValue>;

const MOST_FIELDS = 50;
const fieldName = z.string().regex(/^[a-zA-Z]\w{0,59}$/);
const few = (values: object): boolean => Object.keys(values).length <= MOST_FIELDS;

/** Values by the names of their fields; which there are, the provider says. */
export const fieldValues = z
  .record(
    fieldName,
    z.union([prose(20_000), z.number(), z.boolean(), z.array(prose(2_000)).max(500)]),
  )
  .refine(few, { params: { code: "too_many_fields", max: MOST_FIELDS } });

/** Texts by the names of the credentials; null takes one away. */
export const credentialValues = z
  .record(fieldName, prose(20_000).nullable())
  .refine(few, { params: { code: "too_many_fields", max: MOST_FIELDS } });

/** One field of a form. `options` are the words of a choice. */
export const Field = z.strictObject({
  name: z.string(),
  kind: z.enum(fieldKinds),
  required: z.boolean(),
  default: FieldValue,
  options: z.array(z.string()),
  /** A text of several lines, such as a key. */
  multiline: z.boolean(),
});
export type Field = z.infer<typeof Field>;

/** A check of the catalog as a provider carries it out. */
const ProviderCheck = z.strictObject({
  name: z.string(),
  /** What is read and what makes it pass. */
  signal: z.string().describe("What is read and what makes it pass, in the reader's language."),
  available: z.boolean(),
  /** Acts on its target, so it runs only where the configuration names a test target. */
  active: z.boolean(),
  /** Permissions at the provider without which it cannot tell. */
  needs: z.array(z.string()),
  settings: z.array(Field),
  /** Codes of the project's items that it helps to verify. */
  items: z.array(z.string()),
});

export const IntegrationProvider = z.strictObject({
  id: ProviderName,
  config: z.array(Field),
  credentials: z.array(Field),
  checks: z.array(ProviderCheck),
  /** Whether it can send a message by which people see that it is connected. */
  sendsMessages: z.boolean(),
});
export type IntegrationProvider = z.infer<typeof IntegrationProvider>;

/** Permissions at the provider by name, as of the last test. */
export const Access = z.record(z.string(), z.enum(accessStates));

export const PreflightCheck = z.strictObject({
  name: z.string(),
  signal: z.string().describe("What is read and what makes it pass, in the reader's language."),
  readiness: z.enum(checkReadiness),
  /** Permissions that are missing, or of which the provider does not say whether we have them. */
  permissions: z.array(z.string()),
  /** Those of which the provider's plan does not have what they are for. */
  plan: z.array(z.string()),
  /** Settings in which somebody has to say what to look at. */
  settings: z.array(z.string()),
  /** Fields of the configuration that are empty and have to be filled in, such as a test target. */
  config: z.array(z.string()),
});
export type PreflightCheck = z.infer<typeof PreflightCheck>;

/** What an integration could do for one item of the project. */
export const PreflightItem = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  titleKo: z.string().nullable(),
  checks: z.array(PreflightCheck),
});
export type PreflightItem = z.infer<typeof PreflightItem>;

/** How a test went; `reason` is null where it went well. */
export const IntegrationTest = z.strictObject({
  reason: z.enum(unknownReasons).nullable(),
  /** The provider's own words, or the address that did not answer. */
  detail: z.string().nullable(),
  account: z.string().nullable(),
  access: Access,
  /** Our clock minus the provider's, in seconds; null where it does not tell the time. */
  skewSeconds: z.int().nullable(),
  /** The project's items in scope that the provider has checks for, in the order of the checklist. */
  items: z.array(PreflightItem),
});
export type IntegrationTest = z.infer<typeof IntegrationTest>;

const integrations = "/projects/{projectId}/integrations";
const integrationParams = projectParams.extend({ integrationId: id });

export const listIntegrationProvidersEndpoint = endpoint({
  operationId: "listIntegrationProviders",
  method: "GET",
  path: `${integrations}/providers`,
  summary: "List what can be connected, what each asks for, and which items it can verify",
  access: "project.read",
  params: projectParams,
  response: z.strictObject({ providers: z.array(IntegrationProvider) }),
});

export const testNewIntegrationEndpoint = endpoint({
  operationId: "testNewIntegration",
  method: "POST",
  path: `${integrations}/test`,
  summary: "Try a connection without saving it, and see which items it would verify",
  access: "integrations.manage",
  params: projectParams,
  body: z.strictObject({
    provider: ProviderName,
    config: fieldValues.default({}),
    credentials: credentialValues.default({}),
  }),
  response: IntegrationTest,
});

export const testIntegrationEndpoint = endpoint({
  operationId: "testIntegration",
  method: "POST",
  path: `${integrations}/{integrationId}/test`,
  summary:
    "Try a connection again: as it is saved, or with changes that are not; credentials that are not given are the saved ones",
  access: "integrations.manage",
  params: integrationParams,
  body: z.strictObject({
    config: fieldValues.optional(),
    credentials: credentialValues.optional(),
  }),
  response: IntegrationTest,
});

export const sendTestMessageEndpoint = endpoint({
  operationId: "sendTestMessage",
  method: "POST",
  path: `${integrations}/{integrationId}/message`,
  summary: "Send a message through an integration, to see that it arrives",
  access: "integrations.manage",
  params: integrationParams,
  response: z.null(),
  status: 204,
});
