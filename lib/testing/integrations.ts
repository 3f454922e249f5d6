import { uuidv7 } from "uuidv7";
import { connectIntegration } from "#lib/integrations/connect-integration.ts";
import type { Integration } from "#lib/integrations/contract.ts";
import type { Context } from "#lib/platform/auth/context.ts";

/** A token for what a test connects; it may not come up anywhere. */
export const TEST_SECRET = "a-token-that-nobody-may-see";

type Wanted = Parameters<typeof connectIntegration>[1];

/** What to send to connect the web server at `baseUrl`. */
export function wantedHttp(
  projectId: string,
  baseUrl: string,
  fields: Partial<Wanted> = {},
): Wanted {
  return {
    ...{ projectId, provider: "http", name: "Production", config: { baseUrl } },
    ...{ credentials: {}, intervalSeconds: 300, saveAnyway: false },
    ...fields,
  };
}

/** Connects the web server at `baseUrl` with a token for its health page. */
export function connectWithToken(
  ctx: Context,
  projectId: string,
  baseUrl: string,
): Promise<Integration> {
  const credentials = { healthToken: TEST_SECRET };
  return connectIntegration(ctx, wantedHttp(projectId, baseUrl, { credentials }));
}

/** The same person, who proved six minutes ago that it is them. */
export function withoutFreshProof(ctx: Context): Context {
  const verifiedAt = new Date(Date.now() - 6 * 60_000);
  return { ...ctx, actor: { type: "session", sessionId: uuidv7(), verifiedAt } };
}
