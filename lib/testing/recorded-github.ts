// GitHub on this machine. Every answer is one of GitHub's published examples with single fields
// changed, and is refused unless the published description allows it.
import fs from "node:fs";
import path from "node:path";
import { readDescription } from "./published-description.ts";
import {
  type RecordedAnswer,
  type RecordedServer,
  startRecordedServer,
} from "./recorded-answers.ts";

const FIXTURES = path.resolve("lib/integrations/providers/github/fixtures");
const read = (name: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(FIXTURES, name), "utf8"));

const description = readDescription(path.join(FIXTURES, "openapi.json"), "basic-error");
const examples = read("examples.json") as Record<string, unknown>;

type Fields = Record<string, unknown>;

/** Answers as they were recorded from api.github.com. */
export const recordedByGitHub = read("recorded.json") as Record<
  string,
  { path: string; status: number; headers: Record<string, string>; json: Fields }
>;

export const OWNER = "octo-org";
export const REPO = "hello";

/** In all paths `~` stands for that of the repository. */
export type RecordedGitHub = {
  server: RecordedServer;
  /** What the API's address is configured as. */
  apiUrl: string;
  /** Answers with the example, in which `changes` replace fields; undefined takes one away. */
  object: (route: string, changes?: Fields, headers?: Record<string, string>) => void;
  /** Answers with a list of so many examples. */
  list: (route: string, items: Fields[], headers?: Record<string, string>) => void;
  /** Any other answer that the description allows. */
  answer: (route: string, answer: RecordedAnswer) => void;
  /** An answer that no description allows, such as a page of HTML. */
  misbehave: (route: string, answer: RecordedAnswer) => void;
  /** Refuses all that has an answer, except what `spared` begins with. */
  refuseAll: (spared?: string[]) => void;
};

/** What GitHub says to a token without the permission. */
export const REFUSED: RecordedAnswer = {
  status: 403,
  headers: { "x-accepted-github-permissions": "administration=read" },
  json: {
    message: "Resource not accessible by personal access token",
    documentation_url: "https://docs.github.com/rest",
  },
};

/** Starts a GitHub that knows nothing yet; `prefix` as Enterprise Server has it. */
export async function startGitHub(prefix = ""): Promise<RecordedGitHub> {
  const server = await startRecordedServer();
  const known = new Set<string>();
  const split = (route: string): [method: string, path: string] => {
    const [method, rest] = route.startsWith("POST ") ? ["POST", route.slice(5)] : ["GET", route];
    return [method, rest.replace(/^~/, `/repos/${OWNER}/${REPO}`)];
  };
  const misbehave = (route: string, answer: RecordedAnswer): void => {
    const [method, address] = split(route);
    known.add(route);
    server.answer({ [`${method} ${prefix}${address}`]: answer });
  };
  const answer = (route: string, given: RecordedAnswer): void => {
    const [method, address] = split(route);
    const bare = (address.split("?")[0] ?? "").replace(
      /^\/repositories\/\d+/,
      `/repos/${OWNER}/${REPO}`,
    );
    description.check(method, bare, given.status ?? 200, given.json);
    misbehave(route, given);
  };
  const exampleOf = (route: string): unknown => {
    const [method, address] = split(route);
    const bare = (address.split("?")[0] ?? "").replace(
      /^\/repositories\/\d+/,
      `/repos/${OWNER}/${REPO}`,
    );
    return structuredClone(examples[`${method} ${description.pathOf(bare) ?? ""}`]);
  };
  return {
    server,
    apiUrl: `${server.url}${prefix}`,
    object: (route, changes = {}, headers = {}) => {
      const status = route.startsWith("POST ") ? 201 : 200;
      answer(route, { status, headers, json: changed(exampleOf(route), changes) });
    },
    list: (route, items, headers = {}) => {
      const example = exampleOf(route) as Fields | Fields[];
      answer(route, { headers, json: listOf(example, items) });
    },
    answer,
    misbehave,
    refuseAll: (spared = []) => {
      for (const route of known) {
        const [, address] = split(route);
        const isRepository = address === `/repos/${OWNER}/${REPO}`;
        const isSpared = spared.some((each) => route.startsWith(each));
        if (!isRepository && !isSpared) misbehave(route, REFUSED);
      }
    },
  };
}

/** `value` with `changes` in it, at any depth; lists are replaced as a whole. */
function changed(value: unknown, changes: unknown): unknown {
  if (!isFields(value) || !isFields(changes)) return changes;
  const result: Fields = { ...value };
  for (const [name, change] of Object.entries(changes)) {
    if (change === undefined) delete result[name];
    else result[name] = changed(value[name], change);
  }
  return result;
}

/** Some lists are bare, others stand in an object with their number. */
function listOf(example: Fields | Fields[], items: Fields[]): unknown {
  if (Array.isArray(example)) return items.map((item) => changed(example[0], item));
  const [name = ""] = Object.keys(example).filter((key) => Array.isArray(example[key]));
  const [first] = example[name] as Fields[];
  return {
    ...example,
    total_count: items.length,
    [name]: items.map((item) => changed(first, item)),
  };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
