import { afterEach, beforeAll, expect, test } from "vitest";
import { type RecordedServer, startRecordedServer } from "#lib/testing/recorded-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { type Answer, type AnswerCache, createReader } from "./reader.ts";

beforeAll(() => setUnitEnv());

let server: RecordedServer | undefined;
afterEach(() => server?.close());

test("an answer that has not changed comes with the clock of now, and its key holds no token", async () => {
  const dates = ["Tue, 10 Oct 2017 16:00:00 GMT", "Tue, 10 Oct 2017 17:00:00 GMT"];
  let asked = 0;
  server = await startRecordedServer({
    "GET /thing": ({ headers }) => ({
      ...(headers["if-none-match"] === '"one"' ? { status: 304 } : { text: "the thing" }),
      headers: { etag: '"one"', date: dates[asked++] ?? "", link: "<next>" },
    }),
  });
  const known = new Map<string, { etag: string; answer: Answer }>();
  const cache: AnswerCache = {
    get: (key) => known.get(key),
    set: (...entry) => known.set(...entry),
  };
  const run = async (): Promise<[Answer, Date]> => {
    const reader = createReader({
      ...{ signal: AbortSignal.timeout(5_000), secrets: [], cache },
      pace: { calls: 100, perSeconds: 1 },
    });
    const headers = { authorization: "Bearer a-secret-token" };
    return [await reader.call(`${server?.url ?? ""}/thing`, { headers }), reader.now()];
  };

  await run();
  const [answer, now] = await run();
  expect(answer).toMatchObject({ status: 200, text: "the thing" });
  expect(answer.headers.get("link")).toBe("<next>");
  expect(Math.abs(now.getTime() - Date.parse(dates[1] ?? ""))).toBeLessThan(2_000);
  expect([...known.keys()].join()).not.toContain("secret-token");
});
