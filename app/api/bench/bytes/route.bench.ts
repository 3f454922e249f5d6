// Only in the build of `npm run bench`: the floor for a read, the same number of bytes from memory.
const bodies = new Map<number, string>();

export function GET(request: Request): Response {
  const size = Number(new URL(request.url).searchParams.get("size"));
  const body = bodies.get(size) ?? JSON.stringify({ bytes: "x".repeat(Math.max(0, size - 12)) });
  bodies.set(size, body);
  return new Response(body, {
    headers: { "content-type": "application/json", "cache-control": "private, no-store" },
  });
}
