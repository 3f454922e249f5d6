import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "./change-project.ts";
import type { removeProjectMemberEndpoint } from "./contract.ts";
import { lockedProjectMember } from "./project-member.ts";

/** Takes a member's role in a project away; what they did and what is assigned to them stays. */
export function removeProjectMember(
  ctx: Context,
  input: Input<typeof removeProjectMemberEndpoint>,
): Promise<null> {
  const { projectId: reference, userId } = input;
  return changeProject(ctx, "project.members", reference, async ({ tx, row: project, record }) => {
    const { role } = await lockedProjectMember(tx, project, userId);
    if (!role) return null;
    const { id: projectId } = project;
    await tx.projectMember.delete({ where: { projectId_userId: { projectId, userId } } });
    record({
      action: "project_member.removed",
      subject: { type: "member", id: userId },
      before: { role },
    });
    return null;
  });
}
