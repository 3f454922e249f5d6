import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { ForbiddenError, UnauthenticatedError } from "#lib/platform/errors.ts";
import type { Context } from "./context.ts";
import { publicContext, signedInContext } from "./request-context.ts";

/**
 * Who asks for a page, however far they have got in signing in, once per request; null when nobody is
 * known, and for an address that the organisation does not allow: signing in then says why.
 */
export const findStagedPageContext = cache(async (): Promise<Context | null> => {
  const [sent, jar] = await Promise.all([headers(), cookies()]);
  const cookie = (name: string) => jar.get(name)?.value;
  try {
    return await signedInContext(publicContext(sent, cookie), sent, cookie);
  } catch (error) {
    if (error instanceof UnauthenticatedError || error instanceof ForbiddenError) return null;
    throw error;
  }
});

/** The signed-in person of a page; null when nobody is, or something is still missing. */
export async function findPageContext(): Promise<Context | null> {
  const context = await findStagedPageContext();
  return context?.stage === "full" ? context : null;
}

/**
 * The signed-in person of a page; sends everybody else to sign in, or to what is missing of it, and
 * back to `path`.
 */
export async function requirePageContext(path: string): Promise<Context> {
  const context = await findStagedPageContext();
  const next = `?next=${encodeURIComponent(path)}`;
  if (!context) redirect(`/login${next}`);
  if (context.stage === "second_factor") redirect(`/login/verify${next}`);
  if (context.stage === "enrolment") redirect(`/login/enrol${next}`);
  return context;
}
