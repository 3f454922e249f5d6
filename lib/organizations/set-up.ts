import { timingSafeEqual } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { auditedChange, type Change, type StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { hashPassword } from "#lib/platform/auth/password-hash.ts";
import { assertGoodPassword } from "#lib/platform/auth/password-policy.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { env } from "#lib/platform/env.ts";
import { ConflictError, ForbiddenError, InvalidError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { createProjectWithin, readSource, type Source } from "#lib/projects/create-project.ts";
import type { setUpEndpoint } from "./contract.ts";
import { isSetUp } from "./queries.ts";

type SetUp = Input<typeof setUpEndpoint>;

// Any number that nobody else locks: of two set-ups at once, the second waits and then sees the first.
const SETUP_LOCK = 0x73657475;

/**
 * Creates the organisation, its owner and, where given, the first project. Throws ForbiddenError for
 * a wrong code, ConflictError (`already_set_up`) when an organisation exists, InvalidError for a weak
 * password or a bad checklist. It is one transaction: whatever fails, nothing is left behind.
 */
export async function setUp(
  base: PublicContext,
  input: SetUp,
): Promise<Output<typeof setUpEndpoint>> {
  if (await isSetUp()) throw new ConflictError("already_set_up");
  await checkCode(base, input.code);
  await assertGoodPassword(input.owner.password, input.owner, "owner.password");
  const source = input.project ? await readFirstSource(input.project) : null;
  const passwordHash = await hashPassword(input.owner.password);
  const ctx: Context = {
    ...base,
    organizationId: uuidv7(),
    userId: uuidv7(),
    organizationRole: "owner",
    actor: { type: "link" },
    stage: "full",
    idempotency: null,
  };
  const { organizationId, userId } = ctx;
  return auditedChange(
    ctx,
    "organization",
    (tx) => insertOrganization(tx, ctx, input.organization),
    async (change) => {
      await insertOwner(change, ctx, { ...input, passwordHash });
      if (!input.project || !source) return { organizationId, userId, projectSlug: null };
      const { slug } = await createProjectWithin(change.tx, ctx, input.project, source);
      return { organizationId, userId, projectSlug: slug };
    },
  );
}

async function checkCode(base: PublicContext, code: string): Promise<void> {
  const guesses: Guess[] = [{ counter: "setup", of: base.origin.ip ?? "unknown" }];
  await countGuess(guesses);
  const expected = env().PREFLIGHT_SETUP_CODE;
  // Hashes have one length, which the comparison needs, and hide that of the code.
  const right = expected && timingSafeEqual(sha256(expected), sha256(code.trim()));
  if (!right) throw new ForbiddenError("setup_code_wrong");
  await forgiveGuess(guesses);
}

/** The first project's checklist; a bad one is refused under the names that its fields have here. */
async function readFirstSource(project: NonNullable<SetUp["project"]>): Promise<Source> {
  try {
    return await readSource(project);
  } catch (error) {
    if (!(error instanceof InvalidError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, path: `project.${issue.path}` }));
    throw new InvalidError(error.code, issues, error.params);
  }
}

async function insertOrganization(tx: Tx, ctx: Context, name: string): Promise<StreamRow> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK})::text`;
  if (await tx.organization.findFirst({ select: { id: true } })) {
    throw new ConflictError("already_set_up");
  }
  return tx.organization.create({
    data: { id: ctx.organizationId, name, createdAt: ctx.now() },
    select: { id: true, revision: true },
  });
}

async function insertOwner(
  { tx, now, record }: Change<StreamRow>,
  { organizationId, userId, locale }: Context,
  input: SetUp & { passwordHash: string },
): Promise<void> {
  const { name, email } = input.owner;
  const { passwordHash } = input;
  await tx.user.create({ data: { id: userId, name, email, passwordHash, locale, createdAt: now } });
  await tx.member.create({ data: { organizationId, userId, role: "owner", createdAt: now } });
  record({
    action: "organization.created",
    subject: { type: "organization", id: organizationId },
    after: { name: input.organization },
  });
  record({
    action: "member.added",
    subject: { type: "member", id: userId },
    after: { role: "owner" },
  });
}
