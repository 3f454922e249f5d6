import { randomBytes } from "node:crypto";

/** The API as the owner of a fresh installation. */
export type Client = {
  cookie: string;
  token: string;
  get: (path: string) => Promise<unknown>;
  post: (path: string, body: unknown) => Promise<unknown>;
  patch: (path: string, body: unknown) => Promise<unknown>;
};

/** Sets an empty installation up and makes a token. Throws on any refused request. */
export async function setUp(url: string, setupCode: string): Promise<Client> {
  const owner = {
    name: "Bench",
    email: "bench@example.test",
    password: randomBytes(16).toString("hex"),
  };
  const answer = await send(
    url,
    "POST",
    "/setup",
    { origin: url },
    {
      code: setupCode,
      organization: "Bench",
      owner,
    },
  );
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const made = await send(
    url,
    "POST",
    "/tokens",
    { origin: url, cookie },
    {
      name: "bench",
      scopes: ["*:write"],
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    },
  );
  const { secret } = (await made.json()) as { secret: string };
  const bearer = { authorization: `Bearer ${secret}` };
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> =>
    (await send(url, method, path, bearer, body)).json();
  return {
    cookie,
    token: secret,
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
    patch: (path, body) => call("PATCH", path, body),
  };
}

async function send(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Response> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}
