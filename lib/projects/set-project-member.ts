import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "./change-project.ts";
import type { ProjectMember, setProjectMemberEndpoint } from "./contract.ts";
import { lockedProjectMember } from "./project-member.ts";

/** Gives a member of the organisation a role in a project. Returns the project's member. */
export function setProjectMember(
  ctx: Context,
  input: Input<typeof setProjectMemberEndpoint>,
): Promise<ProjectMember> {
  const { projectId: reference, userId, role } = input;
  return changeProject(
    ctx,
    "project.members",
    reference,
    async ({ tx, row: project, now, record }) => {
      const { role: before, ...person } = await lockedProjectMember(tx, project, userId);
      const member: ProjectMember = { userId, ...person, role, removed: false };
      if (role === before) return member;
      const { id: projectId, organizationId } = project;
      await tx.projectMember.upsert({
        where: { projectId_userId: { projectId, userId } },
        create: { organizationId, projectId, userId, role, createdAt: now },
        update: { role },
      });
      record({
        action: "project_member.set",
        subject: { type: "member", id: userId },
        ...(before ? { before: { role: before } } : {}),
        after: { role },
      });
      return member;
    },
  );
}
