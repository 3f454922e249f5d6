import { describe, expect, it } from "vitest";
import { explainConnection } from "./connect.ts";
import { LaunchFailure, errorCode, maskUrls, sentence } from "./failure.ts";

function coded(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

describe("sentences for failures", () => {
  it("says what to do when the disk is full, however deep the cause lies", () => {
    const error = new Error("write failed", { cause: coded("ENOSPC") });
    expect(sentence(error)).toMatch(/disk is full.*1 GB/);
  });

  it("finds the code in what several attempts to connect threw", () => {
    expect(errorCode(new AggregateError([new Error("?"), coded("ECONNREFUSED")]))).toBe(
      "ECONNREFUSED",
    );
  });

  it("never shows a password and keeps to one line", () => {
    const text = "cannot open postgresql://app:s3cret@db:5432/x?password=s3cret\n  at line 1";
    expect(sentence(new Error(text))).toBe(
      "cannot open postgresql://app:***@db:5432/x?password=*** at line 1",
    );
    expect(maskUrls("http://localhost:3000 and a@b")).toBe("http://localhost:3000 and a@b");
  });

  it("shows cause and remedy of a failure as they are", () => {
    expect(sentence(new LaunchFailure("It rains.", "Take an umbrella."))).toBe(
      "It rains. Take an umbrella.",
    );
  });

  it.each([
    ["ECONNREFUSED", /nothing answers at db:5433/],
    ["ENOTFOUND", /host db is not known/],
    ["ETIMEDOUT", /db:5433 does not answer/],
    ["28P01", /refused the sign-in of user "app"/],
    ["3D000", /no database "pre flight".*CREATE DATABASE/],
    ["53300", /no connection left/],
    ["ECONNRESET", /closed the connection/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /no encrypted connection/],
  ])("explains why a database cannot be reached (%s)", (code, expected) => {
    const url = "postgresql://app:s3cret@db:5433/pre%20flight";
    const failure = explainConnection(coded(code, "refused"), "DATABASE_URL", url);
    expect(failure.message).toMatch(expected);
    expect(failure.message).toMatch(/^DATABASE_URL: /);
  });
});
