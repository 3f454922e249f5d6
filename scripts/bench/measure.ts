import type { Client } from "./client.ts";
import { arrivalP99 } from "./listeners.ts";
import { compare, type Comparison, type Load } from "./load.ts";

const ROUNDS = 3;
const SECONDS = 5;
const LISTENERS = 100;
const CHANGES = 50;

export type Target = {
  url: string;
  client: Client;
  projects: { id: string; slug: string; itemIds: string[] }[];
};

export type Figures = {
  claims: Comparison;
  hotClaims: Comparison;
  items: Comparison;
  arrivalMilliseconds: number;
};

/** All figures that depend on the size of the database. */
export async function measure(target: Target): Promise<Figures> {
  const { url, client, projects } = target;
  const first = projects[0];
  if (!first) throw new Error("no project");
  const authorization = `Bearer ${client.token}`;
  const json = { "content-type": "application/json" };
  const bareWrite: Load = {
    url,
    headers: json,
    request: (n) => ({
      method: "POST",
      path: "/api/bench/write",
      body: JSON.stringify({ id: n % projects.length }),
    }),
  };
  const hotWrite: Load = {
    ...bareWrite,
    request: () => ({ method: "POST", path: "/api/bench/write", body: '{"id":0}' }),
  };
  const claims = (among: Target["projects"]): Load => ({
    url,
    headers: { ...json, authorization },
    request: (n) => claimRequest(among, n),
  });
  const read = { url, headers: { authorization } };
  const itemsPath = `/api/v1/projects/${first.id}/items`;
  const size = JSON.stringify(await client.get(`/projects/${first.id}/items`)).length;
  return {
    claims: await compare(claims(projects), bareWrite, ROUNDS, SECONDS),
    hotClaims: await compare(claims([first]), hotWrite, ROUNDS, SECONDS),
    items: await compare(
      { ...read, request: () => ({ method: "GET", path: itemsPath }) },
      { ...read, request: () => ({ method: "GET", path: `/api/bench/bytes?size=${size}` }) },
      ROUNDS,
      SECONDS,
    ),
    arrivalMilliseconds: await arrivals(target, first),
  };
}

/** Each request changes a claim for real: every round over all items turns them the other way. */
function claimRequest(projects: Target["projects"], n: number) {
  const project = projects[n % projects.length];
  const turn = Math.floor(n / projects.length);
  const items = project?.itemIds ?? [];
  const claim = Math.floor(turn / items.length) % 2 === 0 ? "in_progress" : "todo";
  return {
    method: "PATCH",
    path: `/api/v1/projects/${project?.id}/items/${items[turn % items.length]}`,
    body: JSON.stringify({ claim }),
  };
}

function arrivals({ url, client }: Target, project: Target["projects"][number]): Promise<number> {
  let made = 0;
  const item = `/projects/${project.id}/items/${project.itemIds[0]}`;
  const change = async () => {
    const dueAt = new Date(Date.UTC(2030, 0, 1) + (Date.now() % 1e10) + made++).toISOString();
    return (await client.patch(item, { dueAt })) as { revision: number };
  };
  const headers = { authorization: `Bearer ${client.token}` };
  return arrivalP99(
    `${url}/api/v1/projects/${project.id}/events`,
    headers,
    change,
    LISTENERS,
    CHANGES,
  );
}
