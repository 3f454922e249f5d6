import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { updateMeEndpoint } from "./contract.ts";
import { getMe } from "./queries.ts";

/**
 * Changes the person's name, language or time zone. The audit log names the fields and not their values: they
 * are personal data, which must be erasable.
 */
export async function updateMe(
  ctx: Context,
  input: Input<typeof updateMeEndpoint>,
): Promise<Output<typeof updateMeEndpoint>> {
  const me = await getMe(ctx);
  return changeOrganization(ctx, "account.own", async ({ tx, record }) => {
    const user = await tx.user.findUniqueOrThrow({
      where: { id: ctx.userId },
      select: { name: true, locale: true, timeZone: true },
    });
    const name = input.name ?? user.name;
    const locale = input.locale === undefined ? me.user.locale : input.locale;
    const timeZone = input.timeZone === undefined ? user.timeZone : input.timeZone;
    const changed = [
      ...(name === user.name ? [] : ["name"]),
      ...(locale === user.locale ? [] : ["locale"]),
      ...(timeZone === user.timeZone ? [] : ["timeZone"]),
    ];
    if (changed.length > 0) {
      await tx.user.update({ where: { id: ctx.userId }, data: { name, locale, timeZone } });
      record({
        action: "member.changed",
        subject: { type: "member", id: ctx.userId },
        after: { changed },
      });
    }
    return { ...me, user: { ...me.user, name, locale, timeZone } };
  });
}
