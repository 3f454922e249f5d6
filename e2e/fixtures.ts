// What every spec imports instead of @playwright/test: pages of a signed-in person, which fail their
// test on anything unexpected in the console, and a check for accessibility.
import AxeBuilder from "@axe-core/playwright";
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  expect,
  test as base,
} from "@playwright/test";
import { type Person, owner } from "./people.ts";
import { givePassword } from "./sign-in.ts";

export { expect };

type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;

type TestFixtures = {
  /** Fails the test on violations of WCAG 2.2 A and AA on `page`, or on another one. */
  axe: (target?: Page) => Promise<void>;
  /** Console messages and page errors that match are expected in this test. */
  expectProblems: (...patterns: RegExp[]) => void;
  /** A second browser: another person, or `null` for nobody; watched like `page`. */
  openPage: (person: Person | null, options?: BrowserContextOptions) => Promise<Page>;
  /** The API as the owner, for what a test needs but does not test. */
  api: APIRequestContext;
  problems: Problems;
};

type WorkerFixtures = {
  /** The cookies of a person, signed in once per worker. */
  sessionOf: (person: Person) => Promise<StorageState>;
};

type Problems = { watch: (context: BrowserContext) => void; allow: (patterns: RegExp[]) => void };

/**
 * What may appear in any test. The browser asks for a page's icon when it likes, also once the server
 * is gone; and where a session is ended on purpose, the bell of an open page is refused its next look.
 */
const nobodysDoing = [
  /\/favicon\.(ico|svg)\)$/,
  /status of 401 \(Unauthorized\) \(.*\/api\/v1\/me\/notifications\)$/,
];

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sessionOf: [
    async ({ browser }, use) => {
      const sessions = new Map<string, Promise<StorageState>>();
      await use((person) => {
        const known = sessions.get(person.email) ?? signIn(browser, person);
        sessions.set(person.email, known);
        return known;
      });
    },
    { scope: "worker" },
  ],

  storageState: async ({ sessionOf }, use) => use(await sessionOf(owner)),

  problems: [
    async ({ context }, use) => {
      const seen: string[] = [];
      const allowed: RegExp[] = [];
      const watch = (watched: BrowserContext) => {
        watched.on("weberror", (error) => seen.push(`page error: ${error.error().stack}`));
        watched.on("console", (message) => {
          const text = `${message.text()} (${message.location().url})`;
          const isTrouble = message.type() === "error" || message.type() === "warning";
          if (isTrouble && !nobodysDoing.some((one) => one.test(text))) {
            seen.push(`console ${message.type()}: ${text}`);
          }
        });
      };
      watch(context);
      context.on("page", waitForScripts);
      await use({ watch, allow: (patterns) => void allowed.push(...patterns) });
      const unexpected = seen.filter((problem) => !allowed.some((one) => one.test(problem)));
      expect(unexpected, "nothing unexpected in the browser's console").toEqual([]);
    },
    { auto: true },
  ],

  expectProblems: async ({ problems }, use) => use((...patterns) => problems.allow(patterns)),

  openPage: async ({ browser, problems, sessionOf }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, options = {}) => {
      const storageState = person ? await sessionOf(person) : { cookies: [], origins: [] };
      const context = await browser.newContext({ storageState, ...options });
      contexts.push(context);
      problems.watch(context);
      if (options.javaScriptEnabled !== false) context.on("page", waitForScripts);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  api: async ({ playwright, sessionOf, baseURL }, use) => {
    const request = await playwright.request.newContext({
      baseURL,
      storageState: await sessionOf(owner),
      extraHTTPHeaders: { origin: baseURL ?? "" },
    });
    await use(request);
    await request.dispose();
  },

  axe: async ({ page }, use) => {
    await use(async (target = page) => {
      const { violations } = await new AxeBuilder({ page: target })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary}`),
      );
      expect(found, `no accessibility violations on ${target.url()}`).toEqual([]);
    });
  },
});

/** A press before a page's scripts listen is lost; on a busy machine a test is that fast, no person is. */
function waitForScripts(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (...where) => {
    const response = await goto(...where);
    // React marks the document that it listens to.
    await page.waitForFunction(
      () =>
        !document.querySelector('script[src^="/_next/"]') ||
        Object.keys(document).some((key) => key.startsWith("__reactContainer")),
    );
    return response;
  };
}

/** Signs in through the page, as a person would, and returns the cookies. */
async function signIn(browser: Browser, person: Person): Promise<StorageState> {
  const context = await browser.newContext({
    baseURL: process.env.E2E_URL,
    storageState: { cookies: [], origins: [] },
  });
  context.on("page", waitForScripts);
  const page = await context.newPage();
  await page.goto("/login");
  await givePassword(page, person);
  await page.waitForURL((url) => url.pathname !== "/login");
  const state = await context.storageState();
  await context.close();
  return state;
}
