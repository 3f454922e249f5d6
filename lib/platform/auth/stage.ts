import { ForbiddenError } from "#lib/platform/errors.ts";

/**
 * How far somebody has got in signing in. `second_factor`: the password was right, the second factor
 * is still to come. `enrolment`: the organisation asks for a second factor and there is none yet.
 */
export type Stage = "second_factor" | "enrolment" | "full";

/**
 * Lets through who is fully signed in, or at a stage that the operation is `openTo`. Throws
 * ForbiddenError (`second_factor_required`, `enrolment_required`) for others.
 */
export function assertStage(stage: Stage, openTo: readonly Stage[] = []): void {
  if (stage !== "full" && !openTo.includes(stage)) throw new ForbiddenError(`${stage}_required`);
}
