import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { readAs } from "./client.ts";
import { repositoryCheck, type Repository } from "./repository.ts";
import { noSettings } from "./settings.ts";
import { byVersion, readTags, versionOf } from "./tags.ts";

const releaseShape = z.looseObject({
  tag_name: z.string(),
  name: z.string().nullable(),
  body: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  published_at: z.string().nullable(),
  html_url: z.string(),
  author: z.looseObject({ login: z.string(), type: z.string().optional() }).nullish(),
});
type Release = z.infer<typeof releaseShape>;

const GENERATED = /<!-- Release notes generated|^#+ What's Changed|\*\*Full Changelog\*\*:/m;

/** Published releases, newest first, 150 at most. Throws ProviderError. */
export async function readReleases(repository: Repository): Promise<Release[]> {
  const { items } = await repository.list("/releases?per_page=30", z.array(releaseShape), 5);
  return items.filter(({ draft }) => !draft);
}

async function latestHasTag(repository: Repository): Promise<Finding> {
  const answer = await repository.ask("/releases/latest");
  if (answer.status === 404) {
    // None is `latest` where all are drafts or not final; the list says whether we may see them.
    return unknown("no_data", { releases: (await readReleases(repository)).length });
  }
  const { tag_name, draft, prerelease } = readAs(answer, releaseShape);
  const { items, whole } = await readTags(repository);
  const hasTag = items.some(({ name }) => name === tag_name);
  const seen = { tag_name, has_tag: hasTag, draft, prerelease };
  if (!hasTag && !whole) return unknown("no_data", { ...seen, read: items.length });
  return judge(hasTag && !draft && !prerelease, seen);
}

async function notesPresent(repository: Repository, count: number): Promise<Finding> {
  const releases = (await readReleases(repository)).slice(0, count);
  if (releases.length === 0) return unknown("no_data", { releases: 0 });
  const without = releases.filter((release) => !isGenerated(release));
  return judge(
    without.length === 0,
    {
      releases: releases.map(({ tag_name }) => tag_name),
      without_generated_notes: without.map(({ tag_name }) => tag_name),
    },
    { releases: count },
  );
}

/** Notes that a program wrote: a bot published them, or they look like GitHub's own. */
function isGenerated({ body, author }: Release): boolean {
  if (!body?.trim()) return false;
  return author?.type === "Bot" || /\[bot\]$/.test(author?.login ?? "") || GENERATED.test(body);
}

async function majorNotes(repository: Repository, word: string): Promise<Finding> {
  const releases = (await readReleases(repository))
    .flatMap((release) => {
      const version = versionOf(release.tag_name);
      return version && !release.prerelease ? [{ release, version }] : [];
    })
    .sort((a, b) => byVersion(a.version, b.version));
  const raised = releases.filter(({ version }, index) => {
    const before = releases[index - 1];
    return before !== undefined && version.major > before.version.major;
  });
  if (raised.length === 0) return unknown("absent", { raised_majors: [] });
  const silent = raised.filter(({ release }) => !hasHeading(release.body ?? "", word));
  return judge(
    silent.length === 0,
    {
      raised_majors: raised.map(({ release }) => release.tag_name),
      without_heading: silent.map(({ release }) => release.tag_name),
    },
    { heading: word },
  );
}

/** A line that is a heading, by `#` or in bold, and holds the word. */
const hasHeading = (body: string, word: string): boolean =>
  body
    .split("\n")
    .some(
      (line) => /^\s*(#{1,6}\s|\*\*)/.test(line) && line.toLowerCase().includes(word.toLowerCase()),
    );

// A release candidate of it is not yet it.
const FIRST = { major: 1, minor: 0, patch: 0, pre: false };

async function semver(repository: Repository, count: number): Promise<Finding> {
  const tags = (await readTags(repository)).items.slice(0, count).map(({ name }) => name);
  if (tags.length === 0) return unknown("no_data", { tags: 0 });
  const others = tags.filter((name) => versionOf(name) === null);
  const newest = tags
    .flatMap((name) => versionOf(name) ?? [])
    .sort(byVersion)
    .at(-1);
  return judge(
    others.length === 0 && newest !== undefined && byVersion(newest, FIRST) >= 0,
    { tags, not_semver: others },
    { tags: count, newest: "1.0.0" },
  );
}

export const releaseChecks = {
  "releases.latest-has-tag": repositoryCheck({
    settings: noSettings,
    needs: ["contents"],
    run: latestHasTag,
  }),
  "releases.notes-present": repositoryCheck({
    settings: z.strictObject({ newestReleases: z.int().min(1).max(30).default(3) }),
    needs: ["contents"],
    run: (repository, { newestReleases: count }) => notesPresent(repository, count),
  }),
  "releases.major-notes-breaking": repositoryCheck({
    settings: z.strictObject({
      headingWord: z.string().trim().min(1).max(100).default("breaking"),
    }),
    needs: ["contents"],
    run: (repository, { headingWord }) => majorNotes(repository, headingWord),
  }),
  "tags.semver-format": repositoryCheck({
    settings: z.strictObject({ newestTags: z.int().min(1).max(100).default(10) }),
    needs: ["contents"],
    run: (repository, { newestTags: count }) => semver(repository, count),
  }),
};
