// Projects for specs to work in, made through the API by somebody who may.
import { type APIRequestContext, type BrowserContext, expect } from "@playwright/test";

export type Project = { id: string; slug: string; name: string };
export type Item = {
  id: string;
  code: string;
  title: string;
  claim: string;
  textRevision: number;
};

/** Seven items in two phases, one of them done. */
const MARKDOWN = `# P0 Launch
## Access
### Keys
- [ ] Move secrets to the vault
- [ ] Rotate the signing key
- [x] Remove old tokens
### Network
- [ ] Close unused ports
- [ ] Restrict the admin address
# P1 Later
## Operations
### Backups
- [ ] Restore a backup
- [ ] Measure how long it takes
`;

let made = 0;

/** A word that no other project of this run has in its name. */
export function uniqueWord(): string {
  made += 1;
  return `w${process.pid}x${Date.now()}x${made}`;
}

/** A project of the items above, or of what `data` says. */
export async function createProject(
  api: APIRequestContext,
  name: string,
  data: object = { source: "markdown", markdown: MARKDOWN },
): Promise<Project> {
  const response = await api.post("/api/v1/projects", { data: { name, ...data } });
  expect(response.status(), await response.text()).toBe(201);
  return (await response.json()) as Project;
}

export async function setMember(
  api: APIRequestContext,
  project: Project,
  userId: string,
  role: "lead" | "engineer" | "viewer",
): Promise<void> {
  const path = `/api/v1/projects/${project.id}/members/${userId}`;
  const response = await api.put(path, { data: { role } });
  expect(response.status(), await response.text()).toBe(200);
}

export async function itemsOf(api: APIRequestContext, project: Project): Promise<Item[]> {
  const response = await api.get(`/api/v1/projects/${project.id}/items?limit=500`);
  return ((await response.json()) as { items: Item[] }).items;
}

/** Changes the item of that title; answers with it. */
export async function changeItem(
  api: APIRequestContext,
  project: Project,
  title: string,
  change: object,
): Promise<Item> {
  const item = (await itemsOf(api, project)).find((each) => each.title === title);
  const path = `/api/v1/projects/${project.id}/items/${item?.id}`;
  const response = await api.patch(path, { data: change });
  expect(response.status(), await response.text()).toBe(200);
  return (await response.json()) as Item;
}

/** What a reader has chosen: language and appearance. */
export async function prefer(
  context: BrowserContext,
  choice: { locale?: "en" | "ko"; theme?: "light" | "dark" },
): Promise<void> {
  const url = new URL(process.env.E2E_URL ?? "").href;
  const cookies = Object.entries(choice).map(([name, value]) => ({ name, value, url }));
  await context.addCookies(cookies);
}
