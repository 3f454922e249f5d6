import { notFound, scimRoute } from "#lib/scim/scim-route.ts";

const nothing = scimRoute("other", () => Promise.reject(notFound()));

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
