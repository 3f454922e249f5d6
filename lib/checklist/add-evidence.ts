import { uuidv7 } from "uuidv7";
import type { Context } from "#lib/platform/auth/context.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { addEvidenceEndpoint, Evidence } from "./notes-contract.ts";
import { toEvidence } from "./item-details.ts";
import { lockedItem } from "./item-store.ts";

// They are shown and sent all at once.
const MOST_PER_ITEM = 200;

/** Adds a link or a note to an item and returns it. Throws ConflictError where there are 200 already. */
export function addEvidence(
  ctx: Context,
  input: Input<typeof addEvidenceEndpoint>,
): Promise<Evidence> {
  const { projectId, itemId, kind, text } = input;
  const url = input.kind === "link" ? input.url : null;
  return changeProject(
    ctx,
    "evidence.write",
    projectId,
    async ({ tx, row: project, now, record }) => {
      const item = await lockedItem(tx, project, itemId);
      if (item.evidenceCount >= MOST_PER_ITEM) {
        throw new ConflictError("too_much_evidence", { max: MOST_PER_ITEM });
      }
      const id = uuidv7();
      const { organizationId, id: ownProjectId } = project;
      const place = { organizationId, projectId: ownProjectId, itemId };
      const evidence = await tx.evidence.create({
        data: { id, ...place, kind, url, text, createdBy: ctx.userId, createdAt: now },
      });
      const evidenceCount = item.evidenceCount + 1;
      const revision = record({
        action: "evidence.added",
        subject: { type: "item", id: itemId },
        before: { evidenceCount: item.evidenceCount },
        after: { evidenceId: id, kind, url, text, evidenceCount },
      });
      await tx.item.update({ where: { id: itemId }, data: { evidenceCount, revision } });
      return toEvidence(evidence);
    },
  );
}
