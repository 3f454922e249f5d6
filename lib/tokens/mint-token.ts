import { uuidv7 } from "uuidv7";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import { TOKEN_PREFIX } from "#lib/platform/auth/authenticate.ts";
import type { Scope } from "#lib/platform/auth/scopes.ts";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import { MAX_TOKEN_DAYS } from "./choices.ts";
import type { Token } from "./contract.ts";
import { toToken, withProject } from "./queries.ts";

export type WantedToken = {
  name: string;
  scopes: readonly Scope[];
  projectId: string | null;
  expiresAt: Date;
  replacesId?: string;
};

/** A token that nobody has yet. */
export const newTokenSecret = (): string => randomSecret(TOKEN_PREFIX);

/** The end of a token as it was asked for. Throws InvalidError unless it is within the next year. */
export function tokenEnd(expiresAt: string, now: Date): Date {
  const end = new Date(expiresAt);
  const latest = now.getTime() + MAX_TOKEN_DAYS * 86_400_000;
  if (end <= now || end.getTime() > latest) {
    throw new InvalidError("invalid", [{ path: "expiresAt", code: "expiry_out_of_range" }]);
  }
  return end;
}

/**
 * Stores a token of `userId` inside a change of the organisation. The answer is without the secret,
 * since it is kept under the request's Idempotency-Key. Throws InvalidError for a project that the
 * organisation does not have.
 */
export async function mintToken(
  { tx, row, now, record }: Change<StreamRow>,
  userId: string,
  wanted: WantedToken,
  secret: string,
): Promise<Token & { secret: null }> {
  const organizationId = row.id;
  const { projectId } = wanted;
  if (projectId && (await tx.project.count({ where: { id: projectId, organizationId } })) === 0) {
    throw new InvalidError("invalid", [{ path: "projectId", code: "project_unknown" }]);
  }
  const scopes = [...new Set(wanted.scopes)];
  const token = await tx.apiToken.create({
    data: {
      ...{ id: uuidv7(), organizationId, userId, projectId, scopes },
      ...{ name: wanted.name, expiresAt: wanted.expiresAt, replacesId: wanted.replacesId ?? null },
      hint: secret.slice(-4),
      secretHash: sha256(secret),
      createdAt: now,
    },
    include: withProject,
  });
  record({
    action: wanted.replacesId ? "token.rotated" : "token.created",
    subject: { type: "token", id: token.id },
    after: {
      name: wanted.name,
      ...{ scopes, projectId, ownerId: userId },
      expiresAt: wanted.expiresAt.toISOString(),
      ...(wanted.replacesId ? { replacesId: wanted.replacesId } : {}),
    },
  });
  return { ...toToken(token), secret: null };
}
