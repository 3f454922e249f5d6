// Live pages for specs to work in: what their integrations look at, and their widgets.
import type { APIRequestContext, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import type { Project } from "./projects.ts";

/** The worker reads what is due within seconds. */
export const READ_WITHIN = { timeout: 45_000 };

export async function connect(
  api: APIRequestContext,
  project: Project,
  name: string,
  baseUrl: string,
): Promise<string> {
  const data = { provider: "http", name, config: { baseUrl }, saveAnyway: true };
  const response = await api.post(`/api/v1/projects/${project.id}/integrations`, { data });
  expect(response.status(), await response.text()).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

export async function addPreset(
  api: APIRequestContext,
  project: Project,
  integrationId: string,
  preset: string,
  onOverview = false,
): Promise<void> {
  const data = { source: "preset", integrationId, preset, onOverview };
  const response = await api.post(`/api/v1/projects/${project.id}/widgets`, { data });
  expect(response.status(), await response.text()).toBe(201);
}

export const widget = (page: Page, name: string) =>
  page.getByRole("article", { name, exact: true });
export const titles = (page: Page) => page.getByRole("article").getByRole("heading", { level: 2 });
