import type { z } from "zod";
import { ProviderError } from "../../provider-error.ts";
import { type Answer, parseAs, type Reader } from "../../reader.ts";
import { refusalOf } from "../../refusal.ts";
import {
  type App,
  forgetInstallation,
  type Installation,
  installationOf,
  signAsApp,
} from "./app-token.ts";
import type { GitHubConfig, GitHubCredentials } from "./settings.ts";

/** The items of a list; `whole` is false where there are more than we read. */
export type Listing<Item> = { items: Item[]; whole: boolean };

/** GitHub for one run. Paths begin with a slash, after the address of the API. */
export type GitHub = {
  config: GitHubConfig;
  reader: Reader;
  /** The answer whatever its status, except where GitHub asks us to wait. Throws ProviderError. */
  ask: (path: string) => Promise<Answer>;
  /** `ask` as the App itself instead of as its installation. */
  askAsApp: (path: string) => Promise<Answer>;
  /** Throws ProviderError for any status but 2xx; 404 is `no_permission`, as GitHub hides so. */
  get: <T>(path: string, shape: z.ZodType<T>) => Promise<T>;
  /** All pages of a list, ten at most. */
  list: <T>(path: string, shape: z.ZodType<T[]>, pages?: number) => Promise<Listing<T>>;
  /** What the App's installation may do; null for a personal token. */
  appPermissions: () => Promise<Record<string, string> | null>;
  /** Has the next question make the App a new token, which may do what has been allowed since. */
  renew: () => void;
  /** The path of an address that GitHub gave us. Throws ProviderError for any other host. */
  pathOf: (address: string) => string;
};

const MOST_PAGES = 10;
const PLAN = /\bupgrade (to|your)\b|(advanced|code) security must be enabled|not available for/i;
// Secrets that leaked into the repository, and variables of environments.
const UNQUOTED = /\/secret-scanning\/alerts|\/variables\b/;
const OFF = /\b(disabled|not enabled|no analysis found)\b/i;

/** Opens GitHub with a personal token or as an App. Calls nobody yet. */
export function createGitHub(
  config: GitHubConfig,
  { token, privateKey }: GitHubCredentials,
  reader: Reader,
): GitHub {
  // As GitHub writes it in the addresses that it gives out.
  const apiUrl = new URL(config.apiUrl).href.replace(/\/+$/, "");
  const app: App | null = privateKey ? { ...config, apiUrl, privateKey } : null;
  // After "wait" nothing more is asked in this run: GitHub shuts out who goes on.
  let wait: ProviderError | null = null;

  // One token for all that runs at once.
  let installation: Promise<Installation> | null = null;
  const install = (known: App): Promise<Installation> =>
    (installation ??= installationOf(known, reader));

  const bearer = async (): Promise<string> => {
    if (token) return token;
    if (!app) throw new ProviderError("not_declared", "token");
    if (!app.appId) throw new ProviderError("not_declared", "appId");
    if (!app.installationId) throw new ProviderError("not_declared", "installationId");
    return (await install(app)).token;
  };

  const send = async (path: string, authorization: string): Promise<Answer> => {
    if (wait) throw wait;
    const answer = await reader.call(`${apiUrl}${path}`, {
      ...(UNQUOTED.test(path) ? { unquoted: true } : {}),
      headers: {
        accept: "application/vnd.github+json",
        "x-github-api-version": "2022-11-28",
        authorization: `Bearer ${authorization}`,
      },
    });
    const refusal = refusalOf(answer);
    if (refusal?.reason === "rate_limited") throw (wait = refusal);
    if (answer.status === 401 && app) forgetInstallation(app);
    return answer;
  };

  const ask = async (path: string): Promise<Answer> => send(path, await bearer());

  const pathOf = (address: string): string => {
    if (!address.startsWith(`${apiUrl}/`)) {
      throw new ProviderError("refused", "The answer leads to another host.");
    }
    return address.slice(apiUrl.length);
  };

  const list = async <T>(path: string, shape: z.ZodType<T[]>, pages = MOST_PAGES) => {
    const items: T[] = [];
    let next: string | null = path;
    for (let page = 0; next && page < pages; page++) {
      const answer: Answer = await ask(next);
      items.push(...readAs(answer, shape));
      const address = nextOf(answer);
      next = address && pathOf(address);
    }
    return { items, whole: next === null };
  };

  return {
    config,
    reader,
    ask,
    askAsApp: async (path) => {
      if (!app) throw new ProviderError("not_declared", "privateKey");
      return send(path, await signAsApp(app, reader.now()));
    },
    get: async (path, shape) => readAs(await ask(path), shape),
    list,
    appPermissions: async () => (app && !token ? (await install(app)).permissions : null),
    renew: () => {
      if (app) forgetInstallation(app);
      installation = null;
    },
    pathOf,
  };
}

/** The answer's JSON. Throws ProviderError for a refusal or another shape. */
export function readAs<T>(answer: Answer, shape: z.ZodType<T>): T {
  const refusal = refusalAt(answer);
  if (refusal) throw refusal;
  return parseAs(answer.text, shape);
}

/** Why GitHub does not answer, told by its words where the status stands for several things. */
export function refusalAt(answer: Answer): ProviderError | null {
  const refusal = refusalOf(answer);
  if (!refusal || ![403, 404].includes(answer.status) || refusal.reason === "rate_limited") {
    return refusal;
  }
  const words = refusal.detail ?? "";
  if (PLAN.test(words)) return new ProviderError("plan_limit", words);
  if (OFF.test(words)) return new ProviderError("no_data", words);
  const needed = answer.headers.get("x-accepted-github-permissions");
  return new ProviderError("no_permission", needed ? `${words} (needs ${needed})` : words);
}

/** The address of the next page, by `Link: <…>; rel="next"`. */
function nextOf({ headers }: Answer): string | null {
  const next = /<([^>]+)>;[^,]*rel="next"/.exec(headers.get("link") ?? "");
  return next?.[1] ?? null;
}
