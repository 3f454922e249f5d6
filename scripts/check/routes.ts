import type { Endpoint } from "#lib/platform/http/endpoint.ts";

export type RouteSource = { file: string; text: string };
type Described = Pick<Endpoint, "operationId" | "method" | "path" | "params">;

const EXPORT =
  /^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/gm;
const ROUTE = /^export const (\w+) = route\(\s*(\w+),/gm;

/**
 * Where routes and endpoints do not agree, one line each. `named` are the endpoints by the names
 * under which contracts export them.
 */
export function findRouteFaults(
  sources: RouteSource[],
  endpoints: Described[],
  named: ReadonlyMap<string, unknown>,
): string[] {
  const faults = endpoints.flatMap(findEndpointFaults);
  const ids = endpoints.map(({ operationId }) => operationId);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) {
    faults.push(`lib/api-contract.ts: two endpoints are called ${id}`);
  }
  const routed = new Set<string>();
  for (const source of sources) {
    for (const { method, endpointName } of methodsOf(source.text)) {
      const place = `${method} ${pathOf(source.file)}`;
      routed.add(place);
      const endpoint = endpoints.find((each) => `${each.method} ${each.path}` === place);
      if (!endpoint) faults.push(`${source.file}: no endpoint describes ${place}`);
      else if (named.get(endpointName ?? "") !== endpoint) {
        faults.push(`${source.file}: ${method} does not carry out ${endpoint.operationId}`);
      }
    }
  }
  for (const { method, path, operationId } of endpoints) {
    if (!routed.has(`${method} ${path}`)) {
      faults.push(`lib/api-contract.ts: ${operationId} has no route for ${method} ${path}`);
    }
  }
  return faults;
}

/** Path parameters that the schema lacks, or the other way round. */
function findEndpointFaults({ operationId, path, params }: Described): string[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).toSorted();
  const inSchema = Object.keys(params.shape).toSorted();
  if (inPath.join() === inSchema.join()) return [];
  return [`${operationId}: the path has ${inPath.join()}, its schema ${inSchema.join()}`];
}

function methodsOf(text: string): { method: string; endpointName: string | undefined }[] {
  const carried = new Map([...text.matchAll(ROUTE)].map(([, method, name]) => [method, name]));
  return [...text.matchAll(EXPORT)].map(([, method = ""]) => ({
    method,
    endpointName: carried.get(method),
  }));
}

/** app/api/v1/projects/[projectId]/route.ts → /projects/{projectId} */
function pathOf(file: string): string {
  return file
    .replace(/^app\/api\/v1/, "")
    .replace(/\/route\.ts$/, "")
    .replace(/\[(\w+)\]/g, "{$1}");
}
