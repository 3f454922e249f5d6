import SCIMMY from "scimmy";
import type { Context } from "#lib/platform/auth/context.ts";
import { MAX_RESULTS, pageOf } from "./page.ts";
import { GROUP_SCHEMA, locationOf, USER_SCHEMA } from "./resources.ts";
import { notFound, type ScimAnswer, type ScimRequest } from "./scim-route.ts";

const CORE = "urn:ietf:params:scim:schemas:core:2.0";

/** What of the standard's schemas is kept here; other attributes are accepted and passed over. */
const kept: Record<string, readonly string[]> = {
  [USER_SCHEMA]: ["userName", "name", "displayName", "active", "emails", "groups"],
  [GROUP_SCHEMA]: ["displayName", "members"],
};
const keptParts: Record<string, readonly string[]> = {
  name: ["formatted", "givenName", "familyName"],
};

type Attribute = { name: string; required?: boolean; subAttributes?: Attribute[] };
type Described = { id: string; name: string; description: string; attributes: Attribute[] };

/** GET /ServiceProviderConfig: what this server can do. */
export function getConfig(): Promise<ScimAnswer> {
  const no = { supported: false };
  return Promise.resolve({
    body: {
      schemas: [`${CORE}:ServiceProviderConfig`],
      documentationUri: "https://datatracker.ietf.org/doc/html/rfc7644",
      patch: { supported: true },
      bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: MAX_RESULTS },
      changePassword: no,
      sort: no,
      etag: no,
      authenticationSchemes: [
        {
          type: "oauthbearertoken",
          name: "Bearer token",
          description: "A directory token of the organization, in the Authorization header.",
          primary: true,
        },
      ],
      meta: {
        resourceType: "ServiceProviderConfig",
        location: locationOf("ServiceProviderConfig", "").replace(/\/$/, ""),
      },
    },
  });
}

const resourceType = (name: string, schema: string): { id: string } => ({
  ...{ schemas: [`${CORE}:ResourceType`], id: name, name, endpoint: `/${name}s`, schema },
  ...{ schemaExtensions: [] },
  ...{ meta: { resourceType: "ResourceType", location: locationOf("ResourceTypes", name) } },
});

const resourceTypes = () => [
  resourceType("User", USER_SCHEMA),
  resourceType("Group", GROUP_SCHEMA),
];

const schemas = () => [SCIMMY.Schemas.User, SCIMMY.Schemas.Group].map(describe);

function describe(schema: { definition: SCIMMY.Types.SchemaDefinition }): Described {
  const { id, name, description, attributes } =
    schema.definition.describe() as unknown as Described;
  return {
    ...{ schemas: [`${CORE}:Schema`], id, name, description },
    attributes: attributes
      .filter((attribute) => kept[id]?.includes(attribute.name))
      .map((attribute) => ({ ...attribute, ...partsOf(attribute) })),
    ...{ meta: { resourceType: "Schema", location: locationOf("Schemas", id) } },
  };
}

function partsOf({ name, subAttributes }: Attribute): Partial<Attribute> {
  const parts = keptParts[name];
  if (!parts || !subAttributes) return {};
  return { subAttributes: subAttributes.filter((part) => parts.includes(part.name)) };
}

/** GET /ResourceTypes */
export const listResourceTypes = (_ctx: Context, { query }: ScimRequest) =>
  Promise.resolve({ body: pageOf(resourceTypes(), query) });

/** GET /Schemas */
export const listSchemas = (_ctx: Context, { query }: ScimRequest) =>
  Promise.resolve({ body: pageOf(schemas(), query) });

/** GET /ResourceTypes/{id} */
export const getResourceType = (_ctx: Context, { id }: ScimRequest) => one(resourceTypes(), id);

/** GET /Schemas/{id} */
export const getSchema = (_ctx: Context, { id }: ScimRequest) => one(schemas(), id);

function one(all: { id: string }[], id: string): Promise<ScimAnswer> {
  const body = all.find((each) => each.id.toLowerCase() === id);
  return body ? Promise.resolve({ body }) : Promise.reject(notFound());
}
