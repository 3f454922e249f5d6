import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkRepository } from "#lib/testing/github-verdicts.ts";
import { startGoodRepository } from "#lib/testing/good-repository.ts";
import { OWNER, recordedByGitHub, type RecordedGitHub } from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";

beforeAll(() => setUnitEnv());

const peers: RecordedGitHub[] = [];
async function start(): Promise<RecordedGitHub> {
  const peer = await startGoodRepository();
  peers.push(peer);
  return peer;
}
let github: RecordedGitHub;
beforeEach(async () => {
  github = await start();
});
afterEach(() => Promise.all(peers.splice(0).map((peer) => peer.server.close())));

const check = (name: string) => checkRepository(github, name);
const GREEN = "actions.default-branch-green";

describe("names that change", () => {
  const moved = (location: string) => {
    const { json } = recordedByGitHub.renamed ?? { json: {} };
    github.answer("~", { status: 301, headers: { location }, json });
  };

  test("a renamed repository is followed on the same host, and what was seen says so", async () => {
    const other = { full_name: `${OWNER}/hallo`, default_branch: "main", private: true };
    moved(`${github.apiUrl}/repositories/1000`);
    github.object("/repositories/1000", { ...other, delete_branch_on_merge: true });
    github.list(`/repos/${OWNER}/hallo/tags`, [{ name: "v3.0.0" }]);
    const outcome = await check("tags.semver-format");
    expect(outcome).toMatchObject({ verdict: "pass" });
    expect(outcome.reading.seen).toMatchObject({ renamed_to: `${OWNER}/hallo` });
  });

  test("no redirect leads to another host or elsewhere, and no token goes there", async () => {
    const stranger = await start();
    moved(`${stranger.apiUrl}/repositories/1000`);
    expect(await check(GREEN)).toMatchObject({ verdict: "unknown", reason: "refused" });
    moved(`${github.apiUrl}/user`);
    expect(await check(GREEN)).toMatchObject({ verdict: "unknown", reason: "refused" });
    expect(stranger.server.asked).toEqual([]);
  });

  test("a renamed default branch is the one that is judged from then on", async () => {
    expect(await check("branch-protection.enabled")).toMatchObject({ verdict: "pass" });
    github.object("~", {
      ...{ full_name: `${OWNER}/hello`, default_branch: "release/next", private: true },
    });
    github.object("~/branches/release%2Fnext", { name: "release/next", protected: false });
    github.list("~/rules/branches/release%2Fnext", []);
    const outcome = await check("branch-protection.enabled");
    expect(outcome).toMatchObject({ verdict: "fail" });
    expect(outcome.reading.seen).toMatchObject({ branch: "release/next" });
  });
});

describe("pages of a list", () => {
  const page = (number: number, name: string, host = github.apiUrl) =>
    github.list(number === 1 ? "~/branches" : `~/branches?page=${number}`, [{ name }], {
      link: `<${host}/repos/${OWNER}/hello/branches?page=${number + 1}>; rel="next", <x>; rel="last"`,
    });

  test("are read to the end", async () => {
    page(1, "main");
    github.list("~/branches?page=2", [{ name: "stray" }]);
    const outcome = await check("branches.names-follow-convention");
    expect(outcome.reading.seen).toMatchObject({ branches: 2, others: ["stray"] });
  });

  test("are followed by GitHub's own kind of address", async () => {
    const [first, last] = ["issues, page 1", "issues, page 5"].map((n) => recordedByGitHub[n]);
    const next = `<${github.apiUrl}/repositories/1000/issues?per_page=3&page=5>; rel="next"`;
    github.answer("~/issues", { headers: { link: next }, json: first?.json });
    github.answer("/repositories/1000/issues?per_page=3&page=5", { json: last?.json });
    const outcome = await check("issues.tech-debt-tracked");
    expect(outcome.reading.seen).toMatchObject({ issues: 4 });
  });

  test("are ten at most, and of what was not read nothing is claimed", async () => {
    for (let number = 1; number <= 11; number++) page(number, "main");
    const outcome = await check("branches.names-follow-convention");
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "no_data" });
    expect(outcome.reading.seen).toMatchObject({ branches: 10 });
  });

  test("on another host are not asked for", async () => {
    const stranger = await start();
    page(1, "main", stranger.apiUrl);
    const outcome = await check("branches.names-follow-convention");
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "refused" });
    expect(stranger.server.asked).toEqual([]);
  });
});
