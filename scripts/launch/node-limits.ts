/**
 * What Node is told of memory: by itself it lets garbage lie as far as a large machine allows. The
 * web server's young generation is larger than usual, so that most of what a request needed is gone
 * before it counts as old. Dockerfile and compose.yaml say the same.
 */
export const NODE_MEMORY = {
  web: "--max-old-space-size=384 --max-semi-space-size=16",
  worker: "--max-old-space-size=256 --max-semi-space-size=8",
} as const;

/**
 * UV_THREADPOOL_SIZE of the worker. Names are looked up in these threads, each for as long as the
 * operating system tries: with Node's own four, four dead name servers would hold up all others.
 */
export const WORKER_THREADS = "16";

/** NODE_OPTIONS of a process: the operator's own come last and win. */
export function nodeOptions(service: keyof typeof NODE_MEMORY): string {
  return `${NODE_MEMORY[service]} ${process.env.NODE_OPTIONS ?? ""}`.trim();
}
