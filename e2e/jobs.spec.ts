import { uniqueWord, createProject } from "./projects.ts";
import { expect, test } from "./fixtures.ts";

/** The worker runs what is due within seconds. */
const RUN_WITHIN = { timeout: 45_000 };

test("administrators see that the worker runs, and which service gives trouble and why", async ({
  page,
  api,
  axe,
}) => {
  const name = `Silent ${uniqueWord()}`;
  const project = await createProject(api, `Jobs ${uniqueWord()}`);
  const data = {
    ...{ provider: "http", name, config: { baseUrl: "http://127.0.0.1:9" }, saveAnyway: true },
  };
  const response = await api.post(`/api/v1/projects/${project.id}/integrations`, { data });
  expect(response.status(), await response.text()).toBe(201);

  await page.goto("/admin/people");
  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Jobs", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Worker" })).toContainText("Runs.", RUN_WITHIN);
  const trouble = page.getByRole("region", { name: "Integrations in trouble" });
  await expect(trouble.getByRole("listitem").filter({ hasText: name })).toContainText(
    "Nothing answered there",
    RUN_WITHIN,
  );
  await expect(page.getByRole("region", { name: "Given up" })).toBeVisible();
  await axe();
  await trouble.getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${project.slug}/settings/integrations`));
});
