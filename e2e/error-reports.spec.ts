import { startReceiver } from "../scripts/image/receiver.ts";
import { expect, test } from "./fixtures.ts";
import { startServer } from "./server.ts";

test.use({ storageState: { cookies: [], origins: [] } });

test("an unexpected error in the browser reaches Sentry where there is one, without secrets", async ({
  page,
  expectProblems,
}) => {
  test.slow();
  expectProblems(/boom/);
  const { port, received, stop } = await startReceiver();
  const server = await startServer({ SENTRY_DSN: `http://public@127.0.0.1:${port}/7` });
  try {
    await page.goto(`${server.url}/setup`);
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error("boom password=hunter2");
      });
    });
    await expect.poll(() => received.map(({ body }) => body).join("\n")).toContain("boom");
    const sent = received.map(({ path, body }) => `${path}\n${body}`).join("\n");
    expect(sent).toContain("/api/7/envelope/");
    expect(sent).not.toContain("hunter2");
    expect(sent).not.toContain(server.setupCode);
  } finally {
    await server.stop();
    stop();
  }
});
