import type { Mutant } from "./mutant.ts";

const PERMISSIONS = "lib/permissions.integration.test.ts";
const ROUTE = "lib/platform/http/route.integration.test.ts";
const SIGN_IN = "lib/accounts/sign-in.integration.test.ts";
const FACTOR = "lib/accounts/second-factor.integration.test.ts";
const TOKENS = "lib/tokens/tokens.integration.test.ts";
const MEMBERS = "lib/members/members.integration.test.ts";
const LINKS = "lib/accounts/password-link.integration.test.ts";
const UPDATE_ITEM = "lib/checklist/update-item.integration.test.ts";
const AUDIT = "lib/audit/queries.integration.test.ts";
const PASSKEYS = "lib/passkeys/passkeys.integration.test.ts";
const SEAL = "lib/platform/crypto/seal.test.ts";
const changeProject = "lib/projects/change-project.ts";
const totp = "lib/accounts/totp.ts";

/** What those who are in may see and do. */
export const access: readonly Mutant[] = [
  {
    name: "projects of other organisations can be changed",
    file: changeProject,
    guard: "p.organization_id = ${ctx.organizationId}::uuid AND ${",
    instead: "${",
    tests: [PERMISSIONS, UPDATE_ITEM],
  },
  {
    name: "strangers to a project see that it exists",
    file: changeProject,
    guard:
      'if (!role || !reachesProject(ctx, row.id)) throw new NotFoundError("project_not_found");',
    instead: "if (!role) throw new ForbiddenError();",
    tests: [UPDATE_ITEM],
  },
  {
    name: "every role in a project may do everything",
    file: changeProject,
    guard: "  if (!grant) throw new ForbiddenError();\n",
    instead: "",
    tests: [PERMISSIONS, UPDATE_ITEM],
  },
  {
    name: "an archived project changes",
    file: changeProject,
    guard: 'throw new ConflictError("project_archived");',
    instead: "",
    tests: ["lib/projects/update-project.integration.test.ts", UPDATE_ITEM],
  },
  {
    name: "every member may change the organisation",
    file: "lib/organizations/change-organization.ts",
    guard: "if (!grant) throw new ForbiddenError();",
    instead: "",
    tests: [PERMISSIONS, MEMBERS],
  },
  {
    name: "engineers plan the work of others",
    file: "lib/checklist/update-item.ts",
    guard: 'if (plans) assertMayPlan(ctx, item, can(project.role, "items.plan"));',
    instead: "",
    tests: [UPDATE_ITEM],
  },
  {
    name: "engineers rewrite items",
    file: "lib/checklist/update-item.ts",
    guard: 'if (edits && !can(project.role, "items.edit")) throw new ForbiddenError();',
    instead: "",
    tests: [UPDATE_ITEM],
  },
  {
    name: "items are given to strangers",
    file: "lib/checklist/update-item.ts",
    guard:
      "if (planned.after.assigneeId) await assertAssignable(tx, project, planned.after.assigneeId);",
    instead: "",
    tests: [UPDATE_ITEM],
  },
  {
    name: "members read the organisation's audit log",
    file: "lib/audit/queries.ts",
    guard: 'if (!can(ctx.organizationRole, "audit.organization")) throw new ForbiddenError();',
    instead: "",
    tests: [AUDIT, PERMISSIONS],
  },
  {
    name: "an audit log shows other organisations",
    file: "lib/audit/queries.ts",
    guard: "const condition = Prisma.sql`e.organization_id = ${ctx.organizationId}::uuid\n    AND ",
    instead: "const condition = Prisma.sql`",
    tests: [AUDIT],
  },
  {
    name: "admins change owners",
    file: "lib/members/manageable-member.ts",
    guard:
      'if (role === "owner" && actorRole !== "owner") throw new ForbiddenError("owner_protected");',
    instead: "",
    tests: [MEMBERS],
  },
  {
    name: "the last owner leaves",
    file: "lib/members/last-owner.ts",
    guard: 'if (isOwner && owners.length === 1) throw new ConflictError("last_owner");',
    instead: "",
    tests: ["lib/members/leaving.integration.test.ts"],
  },
  {
    name: "a removed member keeps their sessions and tokens",
    file: "lib/members/end-membership.ts",
    guard: "  await tx.apiToken.updateMany(open);\n",
    instead: "",
    tests: [MEMBERS],
  },
  {
    name: "people revoke the tokens of others",
    file: "lib/tokens/revoke-token.ts",
    guard: "{ id: tokenId, userId: ctx.userId }",
    instead: "{ id: tokenId }",
    tests: [TOKENS],
  },
  {
    name: "a set-password link works twice",
    file: "lib/accounts/redeem-password-link.ts",
    guard: 'if (count === 0) throw new NotFoundError("password_link_invalid");',
    instead: "",
    tests: [LINKS],
  },
  {
    name: "people end the sessions of others",
    file: "lib/accounts/end-sessions.ts",
    guard:
      "where: { id, organizationId: ctx.organizationId, userId: ctx.userId, revokedAt: null },",
    instead: "where: { id, organizationId: ctx.organizationId, revokedAt: null },",
    tests: [SIGN_IN],
  },
  {
    name: "a code works twice",
    file: totp,
    guard: "OR: [{ lastStep: null }, { lastStep: { lt: step } }],",
    instead: "",
    tests: [FACTOR],
  },
  {
    name: "an enrolment that was not confirmed lets in",
    file: totp,
    guard: "if (!factor?.confirmedAt) return false;",
    instead: "if (!factor) return false;",
    tests: [FACTOR],
  },
  {
    name: "a fresh proof is never asked for",
    file: "lib/platform/auth/step-up.ts",
    guard:
      'if (!verifiedAt || verifiedAt.getTime() < oldest) throw new ForbiddenError("step_up_required");',
    instead: "",
    tests: ["lib/accounts/totp-enrolment.integration.test.ts", PASSKEYS],
  },
  {
    name: "a sealed secret opens for another record",
    file: "lib/platform/crypto/seal.ts",
    guard: "  cipher.setAAD(Buffer.from(owner.recordId));\n",
    instead: "",
    tests: [SEAL],
  },
  {
    name: "an unverified address comes in by single sign-on",
    file: "lib/sso/address-policy.ts",
    guard: 'if (!email || !emailVerified) throw new UnauthenticatedError("sso_email_unverified");',
    instead: 'if (!email) throw new UnauthenticatedError("sso_email_unverified");',
    tests: ["lib/sso/hostile-provider.integration.test.ts", "lib/sso/sign-in.integration.test.ts"],
  },
  {
    name: "a removed person comes back by single sign-on",
    file: "lib/sso/admit.ts",
    guard: "if (user.deletedAt || here?.removedAt)",
    instead: "if (user.deletedAt)",
    tests: ["lib/sso/sign-in.integration.test.ts", "lib/sso/linking.integration.test.ts"],
  },
  {
    name: "a body has any size",
    file: "lib/platform/http/body.ts",
    guard: "if (size > maxBytes) throw new TooLargeError(maxBytes);",
    instead: "",
    tests: [ROUTE],
  },
  {
    name: "JSON has any depth",
    file: "lib/platform/http/body.ts",
    guard:
      'if (isDeeperThan(value, MAX_DEPTH)) throw new InvalidError("too_deep", [], { depth: MAX_DEPTH });',
    instead: "",
    tests: [ROUTE],
  },
];
