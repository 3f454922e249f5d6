import { expect, test } from "vitest";
import { keepPace } from "./pace.ts";

test("what is faster than the pace waits, until the end of the run gives it up", async () => {
  const run = new AbortController();
  const turn = keepPace({ calls: 1, perSeconds: 60 }, run.signal);
  await turn();
  await turn();
  const third = turn();
  run.abort();
  await expect(third).rejects.toMatchObject({ reason: "timeout" });
  await expect(turn()).rejects.toMatchObject({ reason: "timeout" });
});
