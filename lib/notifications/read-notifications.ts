import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { readNotificationsEndpoint } from "./contract.ts";
import { countUnread } from "./queries.ts";

/**
 * Marks notifications of one's own as read, all of them without `ids`; ids of others do nothing. What
 * somebody has read is their own business and no event. Returns how many are left.
 */
export async function readNotifications(
  ctx: Context,
  { ids }: Input<typeof readNotificationsEndpoint>,
): Promise<{ unread: number }> {
  if (!can(ctx.organizationRole, "account.own")) throw new ForbiddenError();
  const { organizationId, userId } = ctx;
  await writeClient().notification.updateMany({
    where: { organizationId, userId, readAt: null, ...(ids ? { id: { in: ids } } : {}) },
    data: { readAt: ctx.now() },
  });
  return { unread: await countUnread(writeClient(), ctx) };
}
