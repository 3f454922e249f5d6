import type { Context } from "#lib/platform/auth/context.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { removeEvidenceEndpoint } from "./notes-contract.ts";
import { lockedItem } from "./item-store.ts";

/** Takes a piece of evidence away; the audit log keeps what it was. */
export function removeEvidence(
  ctx: Context,
  input: Input<typeof removeEvidenceEndpoint>,
): Promise<null> {
  const { projectId, itemId, evidenceId } = input;
  return changeProject(
    ctx,
    "evidence.write",
    projectId,
    async ({ tx, row: project, now, record }) => {
      const item = await lockedItem(tx, project, itemId);
      const { organizationId, id: ownProjectId } = project;
      const evidence = await tx.evidence.findFirst({
        where: { organizationId, projectId: ownProjectId, itemId, id: evidenceId, removedAt: null },
      });
      if (!evidence) throw new NotFoundError("evidence_not_found");
      const { kind, url, text } = evidence;
      const evidenceCount = item.evidenceCount - 1;
      const revision = record({
        action: "evidence.removed",
        subject: { type: "item", id: itemId },
        before: { kind, url, text, evidenceCount: item.evidenceCount },
        after: { evidenceId, evidenceCount },
      });
      await tx.evidence.update({ where: { id: evidenceId }, data: { removedAt: now } });
      await tx.item.update({ where: { id: itemId }, data: { evidenceCount, revision } });
      return null;
    },
  );
}
