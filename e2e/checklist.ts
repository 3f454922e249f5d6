// Checklists for specs to work in: made, opened, and read by their rows.
import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { createProject, type Project, uniqueWord } from "./projects.ts";

/** A project of its own for each test, of seven items, one of them done. */
export const createChecklist = (api: APIRequestContext): Promise<Project> =>
  createProject(api, `Checklist ${uniqueWord()}`);

/** A project of as many items as there can be, or of `length`, all to do. */
export function createLargeChecklist(api: APIRequestContext, length = 5_000): Promise<Project> {
  const lines = Array.from({ length }, (_, index) => `- [ ] Measure number ${index + 1}`);
  const markdown = ["# Everything", "## All", "### Of it", ...lines].join("\n");
  return createProject(api, `Large ${uniqueWord()}`, { source: "markdown", markdown });
}

/** Opens the checklist and waits until it follows the project: from then on it is alive. */
export async function openChecklist(page: Page, project: Project, search = ""): Promise<void> {
  const following = page.waitForResponse(/\/events\?after=/);
  await page.goto(`/projects/${project.slug}/checklist${search}`);
  await following;
  await expect(page.getByRole("treegrid")).toBeVisible();
}

/** The row of an item, by its title. */
export const rowOf = (page: Page, title: string): Locator =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name: title, exact: true }) });

export const claimOf = (page: Page, title: string, state: string): Locator =>
  rowOf(page, title).getByRole("button", { name: new RegExp(`is ${state}\\.`) });
