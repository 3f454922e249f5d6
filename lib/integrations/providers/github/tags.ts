import { z } from "zod";
import type { Listing } from "./client.ts";
import type { Repository } from "./repository.ts";

const tagsShape = z.array(
  z.looseObject({ name: z.string(), commit: z.looseObject({ sha: z.string() }) }),
);
type Tag = z.infer<typeof tagsShape>[number];

/** The repository's tags in GitHub's order, a thousand at most. Throws ProviderError. */
export const readTags = (repository: Repository): Promise<Listing<Tag>> =>
  repository.list("/tags?per_page=100", tagsShape);

export type Version = { major: number; minor: number; patch: number; pre: boolean };

/** The version that a tag names, as in `v1.2.3`; null where it names none. */
export function versionOf(tag: string): Version | null {
  const found = /^v?(\d+)\.(\d+)\.(\d+)(-.+)?$/.exec(tag);
  if (!found) return null;
  const [, major, minor, patch, pre] = found;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    pre: pre !== undefined,
  };
}

export const byVersion = (a: Version, b: Version): number =>
  a.major - b.major || a.minor - b.minor || a.patch - b.patch || Number(b.pre) - Number(a.pre);
