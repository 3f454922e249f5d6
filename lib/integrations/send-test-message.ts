import type { Context } from "#lib/platform/auth/context.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { sayer } from "#lib/platform/i18n/say.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { findProject } from "#lib/projects/queries.ts";
import type { sendTestMessageEndpoint } from "./connect-contract.ts";
import {
  configOf,
  credentialsOf,
  findIntegration,
  lockedIntegration,
} from "./integration-store.ts";
import { assertWorked, failureOf, withSource } from "./probe.ts";
import { providers } from "./provider-registry.ts";

/**
 * Sends a message in the sender's language through an integration. Throws NotFoundError, InvalidError
 * (`no_messages`) for a provider that sends none, or with the reason why it was not sent.
 */
export async function sendTestMessage(
  ctx: Context,
  { projectId, integrationId }: Input<typeof sendTestMessageEndpoint>,
): Promise<null> {
  const project = await findProject(ctx, projectId, "integrations.manage");
  const row = await findIntegration(ctx, project.id, integrationId);
  const message = providers[row.provider]?.message;
  if (!message) throw new InvalidError("no_messages");
  const say = await sayer(ctx.locale, "integrations");
  const credentials = credentialsOf(row);
  try {
    await withSource(row.provider, configOf(row), credentials, ({ source }) =>
      message(source, say("message.text", { project: project.name })),
    );
  } catch (error) {
    await assertWorked(ctx, "message_failed", failureOf(error, credentials));
  }
  return changeProject(
    ctx,
    "integrations.manage",
    projectId,
    async ({ tx, row: locked, record }) => {
      const { id, name } = await lockedIntegration(tx, locked, row.id);
      record({
        action: "integration.messaged",
        subject: { type: "integration", id },
        after: { name },
      });
      return null;
    },
  );
}
