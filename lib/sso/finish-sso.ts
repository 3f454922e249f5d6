import { openSession } from "#lib/accounts/open-session.ts";
import { signInWith } from "#lib/accounts/auth.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { DomainError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { Call } from "#lib/platform/http/route.ts";
import { comeBack, type Arrival } from "./come-back.ts";
import type { finishSsoEndpoint } from "./contract.ts";
import { redirect } from "./redirect.ts";

/** Receives a browser from a provider, signs its person in and sends them to where they wanted. */
export async function finishSso(
  base: PublicContext,
  answer: Input<typeof finishSsoEndpoint>,
  { headers }: Call,
): Promise<Response> {
  const arrival = await comeBack(base, answer, headers);
  if (arrival.status === "refused") return redirect(refusalPath(arrival));
  if (arrival.status === "linked") return redirect(arrival.next);
  const { account, next } = arrival;
  try {
    await signInWith(() => openSession(base, { ...account, passwordHash: null }, "sso"));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return redirect(refusalPath({ code: error.code, linking: false, next }));
  }
  // Where a second factor is still to come, the page itself asks for it.
  return redirect(next);
}

type Refusal = Pick<Extract<Arrival, { status: "refused" }>, "code" | "linking" | "next">;

function refusalPath({ code, linking, next }: Refusal): string {
  if (linking) return `/account?${new URLSearchParams({ error: code }).toString()}#identities`;
  return `/login?${new URLSearchParams({ error: code, next }).toString()}`;
}
