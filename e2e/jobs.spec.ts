import { expect, test } from "./fixtures.ts";
import { connect } from "./live.ts";
import { createProject, uniqueWord } from "./projects.ts";
import { giveUpRun } from "./queue.ts";

/** The worker runs what is due within seconds. */
const RUN_WITHIN = { timeout: 45_000 };

const NOBODY = "http://127.0.0.1:9";

test("administrators see that the worker runs, and which service gives trouble and why", async ({
  page,
  api,
  axe,
}) => {
  const name = `Silent ${uniqueWord()}`;
  const project = await createProject(api, `Jobs ${uniqueWord()}`);
  await connect(api, project, name, NOBODY);

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

test("what was given up is listed with its cause and replayed, and the worker takes it up again", async ({
  page,
  api,
  axe,
}) => {
  const word = uniqueWord();
  const project = await createProject(api, `Replay ${word}`);
  const id = await connect(api, project, `Front page ${word}`, NOBODY);
  // Only the replay brings it back into the queue.
  const path = `/api/v1/projects/${project.id}/integrations/${id}/pause`;
  expect((await api.post(path, { data: { paused: true } })).status()).toBe(200);
  await giveUpRun(id, `The database was away: ${word}`);

  await page.goto("/admin/jobs");
  const givenUp = page.getByRole("region", { name: "Given up" });
  const letter = givenUp.getByRole("listitem").filter({ hasText: word });
  await expect(letter).toContainText("Run an integration");
  await expect(letter).toContainText(`The database was away: ${word}`);
  await letter.getByRole("checkbox", { name: "Select Run an integration" }).check();
  await axe();
  await givenUp.getByRole("button", { name: "Replay 1 job" }).click();
  await expect(page.getByRole("group", { name: "1 job is back in its queue" })).toBeVisible();
  await expect(letter).toHaveCount(0);
  const queue = page.getByRole("region", { name: "Queues" });
  const runs = queue.getByRole("row").filter({ hasText: "Run an integration" });
  await expect(async () => {
    await page.reload();
    await expect(runs.getByRole("cell").nth(1)).toHaveText("0", { timeout: 1_000 });
  }).toPass(RUN_WITHIN);
  await expect(letter).toHaveCount(0);
});
