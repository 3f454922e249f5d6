import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { givePassword } from "./sign-in.ts";

test("a person exports their data and deletes their account", async ({ api, openPage, axe }) => {
  const person = await createPerson(api, "Liam Stone");
  const page = await openPage(null);
  await page.goto("/login");
  await givePassword(page, person);
  await expect(page).toHaveURL("/");
  await page.goto("/account");
  const section = page.getByRole("region", { name: "Your data" });
  const download = page.waitForEvent("download");
  await section.getByRole("link", { name: "Export your data" }).click();
  expect((await download).suggestedFilename()).toMatch(/^preflight-.*\.json$/);
  await section.getByRole("button", { name: "Delete your account" }).click();
  await axe(page);
  await page.getByRole("button", { name: "Delete account for good" }).click();
  await expect(page).toHaveURL("/login");
  const people = (await (await api.get("/api/v1/organization/members")).json()) as {
    members: { email: string }[];
  };
  expect(people.members.map(({ email }) => email)).not.toContain(person.email);
});

/** A project of one item, which is assigned to somebody; returns the item's address in the API. */
async function createAssignedItem(api: APIRequestContext, userId: string): Promise<string> {
  const markdown = "# P0\n\n## Secrets\n\n- [ ] Rotate the keys\n";
  const created = (await (
    await api.post("/api/v1/projects", {
      data: { source: "markdown", name: `Handover ${userId}`, markdown },
    })
  ).json()) as { id: string };
  const items = `/api/v1/projects/${created.id}/items`;
  const listed = (await (await api.get(`${items}?limit=200`)).json()) as {
    items: { id: string; claim: string; assigneeId: string | null }[];
  };
  const free = listed.items.find(
    ({ claim, assigneeId }) => claim === "todo" && assigneeId === null,
  );
  await api.patch(`${items}/${free?.id}`, { data: { assigneeId: userId } });
  return `${items}/${free?.id}`;
}

const assigneeOf = async (api: APIRequestContext, item: string): Promise<string | null> =>
  ((await (await api.get(item)).json()) as { assigneeId: string | null }).assigneeId;

test("whoever is removed hands their items over", async ({ page, api, axe }) => {
  const leaver = await createPerson(api, "Mia Berg", "admin");
  const item = await createAssignedItem(api, leaver.userId);
  await page.goto("/admin/people");
  const row = page.getByRole("listitem").filter({ hasText: leaver.email });
  await row.getByRole("button", { name: "Actions for Mia Berg" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Remove Mia Berg?" });
  await expect(dialog.getByText("1 open item is assigned to them")).toBeVisible();
  await dialog.getByLabel("Hand open items over to").click();
  await page.getByRole("option", { name: "Ada Park" }).click();
  await axe();
  await dialog.getByRole("button", { name: "Remove person" }).click();
  const said = page.getByText("Mia Berg was removed, the items were handed over");
  await expect(said.first()).toBeVisible();
  await expect(row).toHaveCount(0);
  const me = (await (await api.get("/api/v1/me")).json()) as { user: { id: string } };
  expect(await assigneeOf(api, item)).toBe(me.user.id);
});

test("who leaves by themselves chooses who takes over, or nobody", async ({
  api,
  openPage,
  axe,
}) => {
  for (const heir of ["Ada Park", null]) {
    const leaver = await createPerson(api, "Noah Lind", "admin");
    const item = await createAssignedItem(api, leaver.userId);
    const page = await openPage(null);
    await page.goto("/login");
    await givePassword(page, leaver);
    await expect(page).toHaveURL("/");
    await page.goto("/account");
    await page.getByRole("button", { name: "Leave the organization" }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByText("1 open item is assigned to you")).toBeVisible();
    if (heir) {
      await dialog.getByLabel("Hand open items over to").click();
      await page.getByRole("option", { name: heir }).click();
    }
    await axe(page);
    await dialog.getByRole("button", { name: "Leave organization" }).click();
    await expect(page).toHaveURL("/login");
    const me = (await (await api.get("/api/v1/me")).json()) as { user: { id: string } };
    expect(await assigneeOf(api, item)).toBe(heir ? me.user.id : null);
  }
});
