// One browser and one running application for all specs, with an organisation already set up.
// A spec that needs an empty one starts its own: `startServer` in server.ts.
import { resolveChromium } from "./browser.ts";
import { startMailServer } from "./mail.ts";
import { organization, owner } from "./people.ts";
import { startServer } from "./server.ts";

export default async function setup(): Promise<() => Promise<void>> {
  // Workers inherit the environment; playwright.config.ts reads both there.
  process.env.E2E_CHROMIUM = await resolveChromium();
  const mail = await startMailServer();
  if (process.env.E2E_URL) return mail.stop;
  const server = await startServer({ PREFLIGHT_SMTP_URL: mail.url });
  const response = await fetch(`${server.url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ code: server.setupCode, organization, owner }),
  });
  if (!response.ok) {
    const answer = await response.text();
    await server.stop();
    await mail.stop();
    throw new Error(`Setting up the organisation failed with ${response.status}: ${answer}`);
  }
  process.env.E2E_URL = server.url;
  process.env.E2E_DATABASE_URL = server.databaseUrl();
  return async () => {
    await server.stop();
    await mail.stop();
  };
}
