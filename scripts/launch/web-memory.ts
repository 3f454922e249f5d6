/**
 * What Node is told of the web server's memory: by itself it lets garbage lie as far as a large
 * machine allows. The young generation is larger than usual, so that most of what a request needed
 * is gone before it counts as old. The Dockerfile says the same.
 */
export const WEB_NODE_OPTIONS = "--max-old-space-size=512 --max-semi-space-size=16";

/** NODE_OPTIONS of the web server: the operator's own come last and win. */
export function webNodeOptions(): string {
  return `${WEB_NODE_OPTIONS} ${process.env.NODE_OPTIONS ?? ""}`.trim();
}
