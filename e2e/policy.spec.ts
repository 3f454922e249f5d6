import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { startServer, type Server } from "./server.ts";
import { givePassword } from "./sign-in.ts";

// A server of its own: what it asks of those who sign in would be asked of all other specs.
const ada = { name: "Ada Park", email: "ada@example.com", password: "five small boats at sunrise" };
const mina = {
  name: "Mina Cho",
  email: "mina@example.com",
  password: "seven quiet lamps by the river",
};
let server: Server;

test.describe.configure({ mode: "serial" });
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeAll(async () => {
  test.setTimeout(6 * 60_000);
  server = await startServer();
  await post("/setup", { code: server.setupCode, organization: "Northwind Cloud", owner: ada });
});
test.afterAll(() => server.stop());

/** Sends JSON to the API as a browser would; returns the answer. */
async function post(path: string, body: object, cookie = ""): Promise<Response> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url, cookie },
    body: JSON.stringify(body),
  });
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  return response;
}

async function signIn(page: Page, person: typeof ada): Promise<void> {
  await page.goto(`${server.url}/login`);
  await givePassword(page, person);
  await expect(page).toHaveURL(`${server.url}/`);
}

/** Adds Mina to the organisation, with her password. */
async function addMember(api: APIRequestContext): Promise<void> {
  const headers = { origin: server.url };
  const { name, email, password } = mina;
  const added = await api.post(`${server.url}/api/v1/organization/members`, {
    data: { name, email },
    headers,
  });
  const { passwordLink } = (await added.json()) as { passwordLink: { url: string } };
  const secret = new URL(passwordLink.url).hash.slice(1);
  await post("/password-links/use", { secret, password });
}

async function openAs(browser: Browser, person: typeof ada): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-US" })).newPage();
  await signIn(page, person);
  return page;
}

async function save(page: Page): Promise<void> {
  // The word of an earlier save may still be there; the answer tells this one.
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await page.getByRole("button", { name: "Save policy" }).click();
  expect((await saved).status()).toBe(200);
  await expect(page.getByText("Policy saved").first()).toBeVisible();
}

test("a policy that would lock out whoever saves it is refused", async ({
  page,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 422/);
  await signIn(page, ada);
  await addMember(page.request);
  await page.goto(`${server.url}/admin/security`);
  await expect(page.getByRole("link", { name: "Sign-in policy" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await expect(page.getByLabel("Single sign-on only")).toBeDisabled();
  await expect(page.getByText("no provider is set up and enabled")).toBeVisible();
  await page.getByLabel("Allowed addresses").fill("192.0.2.0/24\nnonsense");
  await page.getByRole("button", { name: "Save policy" }).click();
  await expect(page.getByText(/^nonsense: Neither an IP address/)).toBeVisible();
  await page.getByLabel("Allowed addresses").fill("192.0.2.0/24");
  await page.getByRole("button", { name: "Save policy" }).click();
  await expect(page.getByText(/is not in the list, so you would lock yourself out/)).toBeVisible();
  await expect(page.getByLabel("Allowed addresses")).toBeFocused();
  // What lies half under the tabs would count as too small.
  await page.evaluate(() => window.scrollTo(0, 0));
  await axe();
});

test("whoever does not meet the policy is told, and after the grace period reaches the enrolment alone", async ({
  page,
  browser,
  axe,
}) => {
  await signIn(page, ada);
  const member = await openAs(browser, mina);
  await page.goto(`${server.url}/admin/security`);
  await page.getByRole("radio", { name: /^Everyone/ }).check();
  await expect(page.getByText("2 people do not have one yet.")).toBeVisible();
  await page.getByLabel("Time to set one up").fill("7");
  await save(page);
  await member.reload();
  await expect(member.getByText(/^Set up a second factor by/)).toBeVisible();
  await axe(member);

  await page.getByLabel("Time to set one up").fill("0");
  await save(page);
  // The cookie is from before the change, and obeys it nevertheless.
  for (const path of ["/", "/account", "/projects"]) {
    await member.goto(`${server.url}${path}`);
    await expect(member).toHaveURL(`${server.url}/login/enrol?next=${encodeURIComponent(path)}`);
  }
  await axe(member);
  const projects = await member.request.get(`${server.url}/api/v1/projects`);
  expect(projects.status()).toBe(403);
  expect(await projects.json()).toMatchObject({ code: "enrolment_required" });
  await page.goto(`${server.url}/admin/security`);
  await expect(page).toHaveURL(`${server.url}/login/enrol?next=%2Fadmin%2Fsecurity`);
  await member.context().close();
});
