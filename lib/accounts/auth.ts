import { AsyncLocalStorage } from "node:async_hooks";
import NextAuth, { AuthError, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { findStagedPageContext } from "#lib/platform/auth/page-context.ts";
import { publicContext } from "#lib/platform/auth/request-context.ts";
import { sessionCookieName, sessionSecrets } from "#lib/platform/auth/session-cookie.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { email, password } from "#lib/platform/http/fields.ts";
import { isSecure, ownCookie } from "#lib/platform/http/own-cookie.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { endOwnSession } from "./end-sessions.ts";
import type { OpenedSession } from "./open-session.ts";
import { startSession, type Credentials as Given } from "./start-session.ts";

// The cookie outlives any session: the row says when one ends.
const COOKIE_DAYS = 30;

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
}

const credentials = z.object({ email, password });

/**
 * The call of our own route that next-auth works for. `start` has seen the proof, whatever it was,
 * and opens the session; the route learns the outcome as it was, which next-auth would wrap or turn
 * into a redirect.
 */
type Attempt = { start: () => Promise<OpenedSession>; refusal?: Error; opened?: OpenedSession };
const attempts = new AsyncLocalStorage<Attempt>();

/** Made at first use: a build has no environment. */
function config(): NextAuthConfig {
  return {
    basePath: "/api/auth",
    trustHost: true,
    secret: sessionSecrets(),
    useSecureCookies: isSecure(),
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    session: { strategy: "jwt", maxAge: COOKIE_DAYS * 86_400 },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
      },
      // Its own name for it would be `__Secure-`, which neighbours can set.
      callbackUrl: { name: ownCookie("authjs.callback-url") },
    },
    providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
    callbacks: {
      // The cookie names a row and says nothing else. What a client posts to session.update comes
      // in as `session` here and is left lying.
      jwt: ({ token, user }) => ({ sessionId: user?.sessionId ?? token.sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: endSessionOfCookie },
    // Refusals are in the audit log; next-auth would print a stack trace for each.
    logger: {
      error: (error) => {
        if (!isRefusal(error)) logger.warn({ err: error }, "next-auth failed");
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

async function authorize(given: unknown, request: Request): Promise<{ sessionId: string } | null> {
  const attempt = attempts.getStore() ?? passwordAttempt(given, request);
  if (!attempt) return null;
  try {
    attempt.opened = await attempt.start();
    return { sessionId: attempt.opened.sessionId };
  } catch (error) {
    attempt.refusal = error as Error;
    throw error;
  }
}

/** What a client of next-auth's own endpoint sends. */
function passwordAttempt(given: unknown, request: Request): Attempt | null {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  const base = publicContext(request.headers, () => undefined);
  return { start: () => startSession(base, parsed.data) };
}

/** For next-auth's own way out; ours has ended the session before it gets here. */
async function endSessionOfCookie(): Promise<void> {
  const ctx = await findStagedPageContext();
  if (ctx) await endOwnSession(ctx);
}

// What anybody can bring about from outside: wrong passwords, forged cookies, missing tokens.
const CLIENT_ERRORS = ["CredentialsSignin", "MissingCSRF", "UnknownAction", "JWTSessionError"];

function isRefusal(error: Error): boolean {
  if (!(error instanceof AuthError)) return false;
  return CLIENT_ERRORS.includes(error.type) || error.cause?.err instanceof DomainError;
}

const nextAuth = NextAuth(config);

/** next-auth's own endpoints, for clients that know its protocol. */
export const { handlers } = nextAuth;

/** Whether somebody is in, or the second factor is still to come. */
export type SignedIn = { status: "signed_in" | "second_factor" };

/** Signs somebody in by password. Throws what `startSession` throws. */
export function signIn(base: PublicContext, given: Given): Promise<SignedIn> {
  return signInWith(() => startSession(base, given));
}

/**
 * Opens a session with `start` and sets its cookie on the answer of the route that calls it; the
 * session that the browser had until then ends. Throws what `start` throws.
 */
export async function signInWith(start: () => Promise<OpenedSession>): Promise<SignedIn> {
  const attempt: Attempt = { start };
  const before = await findStagedPageContext();
  await attempts
    .run(attempt, () => nextAuth.signIn("credentials", { redirect: false, redirectTo: "/" }))
    .catch((error: Error) => {
      throw attempt.refusal ?? error;
    });
  if (!attempt.opened) throw attempt.refusal ?? new Error("next-auth did not ask for a session");
  if (before) await endOwnSession(before);
  return { status: attempt.opened.stage === "full" ? "signed_in" : "second_factor" };
}

/** Ends the session and takes the cookie away. */
export async function signOut(ctx: Context): Promise<null> {
  await endOwnSession(ctx);
  await nextAuth.signOut({ redirect: false, redirectTo: "/login" });
  return null;
}
