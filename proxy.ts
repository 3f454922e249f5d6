import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { env } from "#lib/platform/env.ts";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Gives every page a Content-Security-Policy with a fresh nonce. Nothing is authorised here:
 * that happens beside the data.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("hex");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    // React uses eval in development only, for stacks of server errors.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // The development overlay brings style elements of its own.
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Server-rendered form controls and progress bars carry style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...reportOrigin()].join(" "),
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(env().PREFLIGHT_URL.startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Where browsers report their errors, when there is such a place. */
function reportOrigin(): string[] {
  const { SENTRY_DSN } = env();
  return SENTRY_DSN ? [new URL(SENTRY_DSN).origin] : [];
}

export const config = {
  matcher: [
    "/((?!api/|_next/static/|_next/image|favicon\\.|icon-|manifest\\.webmanifest|robots\\.txt).*)",
  ],
};
