import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";

test("a directory connects with a token of its own, and its groups give roles", async ({
  api,
  openPage,
  playwright,
  axe,
  baseURL,
}) => {
  const page = await openPage(await createPerson(api, "Jonas Weber", "admin"));
  await page.goto("/admin/scim");
  await page.getByRole("button", { name: "Create directory token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Entra of Northwind");
  await axe(page);
  await dialog.getByRole("button", { name: "Create directory token" }).click();
  const secret = await dialog.getByText(/^pf_scim_/).innerText();
  await dialog.getByRole("button", { name: "Done" }).click();

  const directory = await playwright.request.newContext({
    baseURL,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: {
      authorization: `Bearer ${secret}`,
      "content-type": "application/scim+json",
    },
  });
  const person = await createPerson(api, "Yuna Kim");
  const created = await directory.post("/api/scim/v2/Groups", {
    data: JSON.stringify({
      displayName: "Reviewers of Northwind",
      members: [{ value: person.userId }],
    }),
  });
  expect(created.status()).toBe(201);
  expect(created.headers()["content-type"]).toBe("application/scim+json");
  const { id } = (await created.json()) as { id: string };

  await page.reload();
  const group = page.getByRole("listitem").filter({ hasText: "Reviewers of Northwind" });
  await expect(group).toContainText("1 person");
  await page.getByRole("combobox", { name: "Role that Reviewers of Northwind gives" }).click();
  await page.getByRole("option", { name: "Administrator" }).click();
  const role = async () => {
    const answer = await api.get("/api/v1/organization/members");
    const { members } = (await answer.json()) as { members: { userId: string; role: string }[] };
    return members.find(({ userId }) => userId === person.userId)?.role;
  };
  await expect.poll(role).toBe("admin");
  await axe(page);
  expect((await directory.delete(`/api/scim/v2/Groups/${id}`)).status()).toBe(204);
  expect(await role()).toBe("member");

  await page.getByRole("button", { name: "Revoke Entra of Northwind" }).click();
  await page.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("Entra of Northwind")).toHaveCount(0);
  expect((await directory.get("/api/scim/v2/Users")).status()).toBe(401);
  await directory.dispose();
});
