import { z } from "zod";
import type { Json } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { toInvalidError } from "#lib/platform/http/problem.ts";
import { FieldValue } from "#lib/integrations/connect-contract.ts";
import { fieldsOf } from "#lib/integrations/fields.ts";
import { providers } from "#lib/integrations/provider-registry.ts";
import { changeProject, type LockedProject } from "#lib/projects/change-project.ts";
import type { updateCheckSettingsEndpoint } from "./contract.ts";

type Settings = Record<string, FieldValue>;

const stored = z.record(z.string(), FieldValue).catch({});

/**
 * Sets the project's own figures of a check, which then runs at once. Figures that stay as they are
 * leave no trace. Throws NotFoundError, ConflictError (`check_unavailable`) where this version does not
 * carry it out, and InvalidError that names the fields as `settings.<name>`.
 */
export function updateCheckSettings(
  ctx: Context,
  input: Input<typeof updateCheckSettingsEndpoint>,
): Promise<Output<typeof updateCheckSettingsEndpoint>> {
  return changeProject(ctx, "integrations.manage", input.projectId, async (change) => {
    const { tx, row: project, now, record } = change;
    const row = await lockedCheck(tx, project, input.checkId);
    const { id, name } = row;
    const schema = providers[row.integration.provider]?.checks[name]?.settings;
    if (!schema) throw new ConflictError("check_unavailable");
    const settings = input.settings as Settings;
    const parsed = schema.safeParse(settings);
    if (!parsed.success) {
      const { issues } = toInvalidError(parsed.error, ctx.locale);
      throw new InvalidError(
        "invalid",
        issues.map((issue) => ({ ...issue, path: `settings.${issue.path}` })),
      );
    }
    const fields = fieldsOf(schema);
    const before = stored.parse(row.settings);
    const changed = changedNames(before, settings);
    if (changed.length === 0) return { id, fields, settings };
    await tx.check.update({ where: { id }, data: { settings, nextRunAt: now } });
    record({
      action: "check.changed",
      subject: { type: "check", id },
      before: told(changed, before),
      after: told(changed, settings),
    });
    return { id, fields, settings };
  });
}

async function lockedCheck(tx: Tx, { id: projectId, organizationId }: LockedProject, id: string) {
  const row = await tx.check.findFirst({
    where: { id, projectId, organizationId, integration: { removedAt: null } },
    include: { integration: { select: { provider: true } } },
  });
  if (!row) throw new NotFoundError("check_not_found");
  return row;
}

function changedNames(before: Settings, after: Settings): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

/** Null stands for the default. */
const told = (names: readonly string[], values: Settings): Record<string, Json> =>
  Object.fromEntries(names.map((name) => [`settings.${name}`, values[name] ?? null]));
