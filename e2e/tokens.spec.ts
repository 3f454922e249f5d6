import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";

test("a token is made, shown once, used and revoked", async ({
  api,
  openPage,
  playwright,
  axe,
  baseURL,
}) => {
  const page = await openPage(await createPerson(api, "Jonas Weber", "admin"));
  await page.goto("/account");
  const tokens = page.getByRole("region", { name: "API tokens" });
  await tokens.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("CI of Payments API");
  await axe(page);
  await dialog.getByRole("button", { name: "Create token" }).click();
  const secret = await dialog.getByText(/^pf_/).innerText();
  await axe(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  await expect(tokens.getByRole("listitem")).toContainText(`pf_…${secret.slice(-4)}`);

  // Without cookies, as a script would.
  const script = await playwright.request.newContext({
    baseURL,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const me = await script.get("/api/v1/me");
  expect(await me.json()).toMatchObject({
    user: { name: "Jonas Weber" },
    token: { scope: "read" },
  });
  const write = await script.patch("/api/v1/me", { data: { name: "Somebody" } });
  expect(write.status()).toBe(403);
  expect(await write.json()).toMatchObject({ code: "token_read_only" });

  await page.reload();
  await expect(tokens.getByRole("listitem")).toContainText("Last used");
  await tokens.getByRole("button", { name: "Revoke CI of Payments API" }).click();
  await page.getByRole("button", { name: "Revoke token" }).click();
  await expect(tokens.getByText("No tokens yet.")).toBeVisible();
  expect((await script.get("/api/v1/me")).status()).toBe(401);
  await script.dispose();
});
