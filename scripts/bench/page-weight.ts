import { chromium } from "playwright";
import { resolveChromium } from "#e2e/browser.ts";

/** Kilobytes (1,024) of compressed JavaScript that a first visit of `url` loads before it is idle. */
export async function pageWeight(url: string, cookie: string): Promise<number> {
  const browser = await chromium.launch({
    executablePath: await resolveChromium(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ extraHTTPHeaders: { cookie } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const scripts = new Set<string>();
    let bytes = 0;
    await session.send("Network.enable");
    session.on("Network.responseReceived", ({ requestId, type }) => {
      if (type === "Script") scripts.add(requestId);
    });
    // The scripts as they are on the way, without the headers of their answers.
    session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    const response = await page.goto(url);
    if (!response?.ok() || !page.url().startsWith(url)) {
      throw new Error(`${url} was answered with ${response?.status()} ${page.url()}`);
    }
    await page.waitForLoadState("load");
    await page.waitForLoadState("networkidle", { timeout: 10_000 }).catch(() => undefined);
    return bytes / 1_024;
  } finally {
    await browser.close();
  }
}
