import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";
import type { Person } from "./people.ts";

/** Adds somebody to the organisation and returns the secret of their set-password link. */
export async function invite(
  api: APIRequestContext,
  name: string,
  role: "owner" | "admin" | "member" = "member",
): Promise<{ userId: string; email: string; secret: string }> {
  const email = `${randomUUID()}@example.com`;
  const response = await api.post("/api/v1/organization/members", { data: { name, email, role } });
  expect(response.status()).toBe(201);
  const { member, passwordLink } = (await response.json()) as {
    member: { userId: string };
    passwordLink: { url: string };
  };
  return { userId: member.userId, email, secret: new URL(passwordLink.url).hash.slice(1) };
}

/** Somebody of their own for one test, with a password, so that tests cannot meet. */
export async function createPerson(
  api: APIRequestContext,
  name: string,
  role: "owner" | "admin" | "member" = "member",
): Promise<Person & { userId: string }> {
  const { userId, email, secret } = await invite(api, name, role);
  const password = `a sentence of ${name} ${randomUUID()}`;
  const request = await fetch(new URL("/api/v1/password-links/use", process.env.E2E_URL), {
    method: "POST",
    headers: { "content-type": "application/json", origin: process.env.E2E_URL ?? "" },
    body: JSON.stringify({ secret, password }),
  });
  expect(request.status).toBe(200);
  return { userId, name, email, password };
}
