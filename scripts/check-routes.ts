// Fails when a route and its contract lack each other: every method that app/api/v1 exports must be
// an endpoint of lib/api-contract.ts with that method and path, and every endpoint must have its route.
import fs from "node:fs";
import { contracts, endpoints } from "#lib/api-contract.ts";
import { findRouteFaults, type RouteSource } from "./check/routes.ts";

const ROOT = "app/api/v1";
const sources: RouteSource[] = fs
  .globSync(`${ROOT}/**/route.ts`)
  .map((file) => ({ file, text: fs.readFileSync(file, "utf8") }));
const names = Object.values(contracts).flatMap((exports) => Object.entries(exports));
const faults = findRouteFaults(sources, endpoints, new Map(names));
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${endpoints.length} endpoints and their routes agree.`);
