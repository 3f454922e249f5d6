const MAX_LENGTH = 60;
// Slugs stand where these pages stand.
const RESERVED = new Set(["new", "import"]);

/** A name as part of an address: letters and digits of any script, joined by hyphens. */
export function slugOf(name: string): string {
  const words =
    name
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const slug = [...words.join("-")].slice(0, MAX_LENGTH).join("").replace(/-+$/, "");
  return slug && !RESERVED.has(slug) ? slug : "project";
}

/** The slug, or the first of slug-2, slug-3, … that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number++;
  return `${slug}-${number}`;
}
