type Page = { revision: number; text: string };

// In characters, over all pages: 6 to 12 MB, some forty projects of the whole catalog.
const MOST = 6_000_000;

const pages = new Map<string, Page>();
let size = 0;

/**
 * The page of `key` as it was read at the project's `revision`; undefined when there is none, or
 * only an older one. Every change raises the revision, so that what is found is what is there.
 */
export function cachedPage(key: string, revision: number): string | undefined {
  const page = pages.get(key);
  if (page?.revision !== revision) return undefined;
  // The longest unused page stands first.
  pages.delete(key);
  pages.set(key, page);
  return page.text;
}

/** Keeps a page that was read together with the revision it shows. */
export function cachePage(key: string, page: Page): void {
  size += page.text.length - (pages.get(key)?.text.length ?? 0);
  pages.delete(key);
  pages.set(key, page);
  for (const [oldest, { text }] of pages) {
    if (size <= MOST) return;
    pages.delete(oldest);
    size -= text.length;
  }
}
