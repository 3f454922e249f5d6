import { InvalidError, TooLargeError } from "#lib/platform/errors.ts";

const MAX_DEPTH = 32;

/**
 * The JSON of a request's body, or {} when it has none. Throws TooLargeError past `maxBytes` (without
 * reading on), InvalidError for another media type, bad UTF-8, bad JSON, or nesting deeper than 32.
 */
export async function readJsonBody(
  request: Request,
  maxBytes: number,
  types: readonly string[] = ["application/json"],
): Promise<{ text: string; value: unknown }> {
  const text = await readText(request, maxBytes);
  if (text === "") return { text, value: {} };
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (!type || !types.includes(type)) throw new InvalidError("not_json_type");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidError("not_json");
  }
  if (isDeeperThan(value, MAX_DEPTH)) throw new InvalidError("too_deep", [], { depth: MAX_DEPTH });
  return { text, value };
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (!request.body) return "";
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes)
    throw new TooLargeError(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLargeError(maxBytes);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new InvalidError("not_json");
  }
}

function isDeeperThan(value: unknown, depth: number): boolean {
  let level = [value];
  for (let at = 0; level.length > 0; at++) {
    if (at > depth) return true;
    level = level.flatMap((each) =>
      typeof each === "object" && each !== null ? (Object.values(each) as unknown[]) : [],
    );
  }
  return false;
}
