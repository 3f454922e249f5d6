import { beforeEach, expect, test, vi } from "vitest";
import { callApi } from "./call.ts";
import { operation } from "./operation.ts";
import { answerStepUp } from "./step-up.ts";

const removeTotp = operation("DELETE", "/me/totp");
const refusal = {
  ...{ title: "Not allowed", status: 403, detail: "Show once more that it is you." },
  ...{ code: "step_up_required", requestId: "r" },
};

let proven = false;
let sent = 0;

/** A server that wants a fresh proof. */
beforeEach(() => {
  proven = false;
  sent = 0;
  vi.stubGlobal("fetch", async () => {
    sent += 1;
    return proven
      ? new Response(null, { status: 204 })
      : Response.json(refusal, { status: 403, headers: { "content-type": "application/json" } });
  });
});

const prove = async (): Promise<boolean> => (proven = true);

test("a request that wants a fresh proof is sent again once it is given", async () => {
  const stop = answerStepUp(prove);
  await expect(callApi(removeTotp)).resolves.toBeNull();
  expect(sent).toBe(2);
  stop();
});

test("without a proof, or with nobody to ask, the refusal stands", async () => {
  await expect(callApi(removeTotp)).rejects.toMatchObject({ problem: { code: refusal.code } });
  const stop = answerStepUp(async () => false);
  await expect(callApi(removeTotp)).rejects.toMatchObject({ problem: { code: refusal.code } });
  stop();
  expect(sent).toBe(2);
});

test("a proof that does not help is not asked for again and again", async () => {
  const ask = vi.fn(async () => true);
  const stop = answerStepUp(ask);
  await expect(callApi(removeTotp)).rejects.toMatchObject({ problem: { code: refusal.code } });
  expect(ask).toHaveBeenCalledTimes(1);
  stop();
});

test("requests that are refused at once wait for the same answer", async () => {
  const ask = vi.fn(prove);
  const stop = answerStepUp(ask);
  await Promise.all([callApi(removeTotp), callApi(removeTotp), callApi(removeTotp)]);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(sent).toBe(6);
  stop();
});
