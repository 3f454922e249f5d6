import { expect, test } from "vitest";
import { ApiError, toApiError, UnreachableError } from "./api-error.ts";

const problem = {
  type: "/docs/api#invalid",
  title: "Not accepted",
  status: 422,
  detail: "Some fields were not accepted.",
  code: "invalid",
  requestId: "01a207bd-e285-7f27-91e6-6e9d991eca5a",
};

test("problem details keep the server's words, status and fields", async () => {
  const errors = [{ path: "owner.email", code: "invalid_format", message: "Invalid address" }];
  const error = await toApiError(Response.json({ ...problem, errors }, { status: 422 }));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ message: problem.detail, status: 422 });
  expect((error as ApiError).field("owner.email")).toBe("Invalid address");
  expect((error as ApiError).field("owner")).toBeUndefined();
});

test("problem details without fields or a present state are understood, too", async () => {
  expect(await toApiError(Response.json(problem, { status: 422 }))).toBeInstanceOf(ApiError);
});

test("an answer in any other form tells nothing of the request", async () => {
  const answers = [new Response("<html>", { status: 502 }), Response.json({ detail: "no" })];
  for (const answer of answers) {
    expect(await toApiError(answer)).toBeInstanceOf(UnreachableError);
  }
});
