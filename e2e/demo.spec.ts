import { expect, test } from "./fixtures.ts";
import { type Server, startServer } from "./server.ts";
import { givePassword } from "./sign-in.ts";

// Filling sixty days, starting Prometheus and the first runs of all checks take their time.
test.setTimeout(240_000);
const SOON = { timeout: 90_000 };

let server: Server;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startServer({}, "--demo");
});
test.afterAll(() => server.stop());

test.use({ storageState: { cookies: [], origins: [] } });

test("the demo watches itself: live figures and real verdicts from Prometheus, its database and its own pages", async ({
  page,
  axe,
}) => {
  const [, email = "", password = ""] = /(ada@\S+)\s+(\S+)/.exec(server.output()) ?? [];
  await page.goto(`${server.url}/projects/preflight/live`);
  await givePassword(page, { email, password });
  await expect(page).toHaveURL(`${server.url}/projects/preflight/live`);

  await test.step("every widget has a figure with its age", async () => {
    const widgets = page.getByRole("article");
    await expect(widgets).toHaveCount(12, SOON);
    await expect(widgets.getByText(/^as of/i)).toHaveCount(12, SOON);
  });
  await axe();

  await test.step("checks of all four services have verdicts with what they read", async () => {
    const items = async () => {
      const answer = await page.request.get(
        `${server.url}/api/v1/projects/preflight/items?limit=1000`,
      );
      const { items } = (await answer.json()) as { items: { code: string; verdict: string }[] };
      return Object.fromEntries(items.map(({ code, verdict }) => [code, verdict]));
    };
    // Its own pages, what Prometheus reads of it, a routing that reaches no pager, the database.
    await expect.poll(items, SOON).toMatchObject({
      "P0.3.a.1": "pass",
      "P0.3.a.2": "pass",
      "P0.3.c.1": "pass",
      "P0.3.b.4": "fail",
      "P2.2.a.1": "pass",
    });
  });
});
