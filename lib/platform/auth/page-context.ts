import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { UnauthenticatedError } from "#lib/platform/errors.ts";
import type { Context } from "./context.ts";
import { publicContext, signedInContext } from "./request-context.ts";

/** The signed-in person of a page, once per request; null when nobody is signed in. */
export const findPageContext = cache(async (): Promise<Context | null> => {
  const [sent, jar] = await Promise.all([headers(), cookies()]);
  const cookie = (name: string) => jar.get(name)?.value;
  try {
    return await signedInContext(publicContext(sent, cookie), sent, cookie);
  } catch (error) {
    if (error instanceof UnauthenticatedError) return null;
    throw error;
  }
});

/**
 * The signed-in person of a page; sends everybody else to sign in, or to what is missing of it, and
 * back to `path`.
 */
export async function requirePageContext(path: string): Promise<Context> {
  const context = await findPageContext();
  const next = `?next=${encodeURIComponent(path)}`;
  if (!context) redirect(`/login${next}`);
  if (context.stage === "second_factor") redirect(`/login/verify${next}`);
  if (context.stage === "enrolment") redirect(`/login/enrol${next}`);
  return context;
}
