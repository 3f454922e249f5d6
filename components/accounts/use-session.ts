"use client";

import { useMutation } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import { signIn, signOut } from "#lib/api-client/operations.ts";
import { goTo } from "./go-to.ts";

/** Signs in; the server sets the cookie. */
export function useSignIn() {
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => callApi(signIn, { body }),
  });
}

/** A way out that ends on the sign-in page, also when the session has ended before. */
export function useSignOut(): () => Promise<void> {
  return async () => {
    await callApi(signOut).catch(() => undefined);
    // What somebody was writing is not left to whoever sits here next.
    sessionStorage.clear();
    goTo("/login");
  };
}
