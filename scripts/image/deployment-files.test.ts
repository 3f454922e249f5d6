// Without a container engine at hand: what can be known of these files by reading them.
import fs from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { NODE_MEMORY, WORKER_THREADS } from "#scripts/launch/node-limits.ts";
import { chooseGroups } from "#scripts/test/steps.ts";

type Service = {
  image?: string;
  command?: string[];
  environment?: Record<string, string>;
  env_file?: string;
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  cap_drop?: string[];
  read_only?: boolean;
  ports?: string[];
};
type Step = { uses?: string; run?: string };
type Workflow = {
  permissions: Record<string, string>;
  jobs: Record<
    string,
    {
      "timeout-minutes": number;
      strategy?: { matrix: { include: { steps: string }[] } };
      steps: Step[];
    }
  >;
};

const read = (file: string) => fs.readFileSync(file, "utf8");
const readYaml = <T>(file: string) => parse(read(file), { merge: true }) as T;

const dockerfile = read("Dockerfile")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const { services } = readYaml<{ services: Record<string, Service> }>("compose.yaml");
const ci = readYaml<Workflow>(".github/workflows/ci.yml");

const instructions = (name: string) =>
  dockerfile.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length));

test("the image's last stage has no shell, no root, a health check, and takes only what was put together", () => {
  const last = dockerfile.slice(dockerfile.findLastIndex((line) => line.startsWith("FROM ")));
  expect(last[0]).toMatch(/^FROM gcr\.io\/distroless\/nodejs24-debian12:nonroot$/);
  expect(last.filter((line) => line.startsWith("COPY "))).toEqual(["COPY --from=build /image ./"]);
  expect(last.some((line) => line.startsWith("RUN "))).toBe(false);
  expect(last).toContain("USER 65532:65532");
  // Without a shell, only the form with brackets works.
  for (const command of [...instructions("HEALTHCHECK"), ...instructions("CMD")]) {
    expect(JSON.parse(command.slice(command.indexOf("[")))).toEqual(expect.any(Array));
  }
  expect(instructions("FROM").every((from) => /:[\w.-]+( AS \w+)?$/.test(from))).toBe(true);
  expect(read("Dockerfile")).not.toMatch(/^(ADD|ARG|ENV).*(PASSWORD|SECRET|TOKEN)/m);
});

test("the image gives Node the same limits as the launcher", () => {
  expect(dockerfile.join(" ")).toContain(`NODE_OPTIONS="${NODE_MEMORY.web}"`);
  expect(services["worker"]?.environment).toMatchObject({
    NODE_OPTIONS: NODE_MEMORY.worker,
    UV_THREADPOOL_SIZE: WORKER_THREADS,
  });
});

test("both stages of the image have the C library that the password hashing was built for", () => {
  expect(instructions("FROM")[0]).toContain("bookworm");
  expect(instructions("FROM")[1]).toContain("debian12");
});

test("what Docker may read exists, and leaves out secrets, data and generated files", () => {
  const lines = read(".dockerignore").split("\n");
  const allowed = lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  expect(lines.find((line) => !line.startsWith("#"))).toBe("*");
  for (const entry of allowed) expect(fs.existsSync(entry), entry).toBe(true);
  for (const entry of [".env", ".git", ".preflight", "deploy", "node_modules", ".next"]) {
    expect(allowed).not.toContain(entry);
  }
});

test("compose starts in order: database, migrations once, then web server and worker", () => {
  expect(Object.keys(services)).toEqual(["database", "migrate", "web", "worker"]);
  expect(services.database?.image).toMatch(/^postgres:18/);
  expect(services.migrate?.depends_on?.database?.condition).toBe("service_healthy");
  for (const name of ["web", "worker"]) {
    expect(services[name]?.depends_on?.migrate?.condition).toBe("service_completed_successfully");
  }
  for (const { command } of Object.values(services)) {
    if (command) expect(fs.existsSync(command[0] ?? ""), command[0]).toBe(true);
  }
});

test("only the database and the migrations know the owner's password", () => {
  for (const name of ["web", "worker"]) {
    expect(services[name]?.environment).toMatchObject({
      DATABASE_OWNER_URL: "",
      POSTGRES_PASSWORD: "",
    });
    expect(services[name]).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
  }
  expect(services.database?.ports).toBeUndefined();
});

test("every setting of the example exists, and none of its secrets has a value", () => {
  const names = [...read("deploy/preflight.env.example").matchAll(/^([A-Z_]+)=(.*)$/gm)];
  const known = read("lib/platform/env.ts") + read("scripts/migrate.ts") + read("compose.yaml");
  for (const [, name = "", value = ""] of names) {
    if (name !== "APP_PASSWORD") expect(known, name).toContain(name);
    if (/PASSWORD|SECRET|TOKEN|CODE/.test(name)) expect(value, name).toBe("");
  }
  expect(read(".gitignore").split("\n")).toContain("deploy/preflight.env");
});

test("CI pins every action by commit, may only read, and ends by itself", () => {
  expect(ci.permissions).toEqual({ contents: "read" });
  for (const job of Object.values(ci.jobs)) {
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(30);
    for (const { uses } of job.steps) {
      if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    }
  }
  expect(read(".github/workflows/ci.yml")).not.toMatch(/pull_request_target|secrets\./);
});

test("CI's parallel jobs together run every step of npm test", () => {
  const include = ci.jobs.test?.strategy?.matrix.include ?? [];
  const named = include.flatMap(({ steps }) => [...steps.matchAll(/'([^']+)'|(\S+)/g)]);
  const names = named.map(([, quoted, plain]) => quoted ?? plain ?? "");
  const stepsOf = (chosen: string[]) =>
    new Set(chooseGroups(chosen).flatMap(({ steps }) => steps.map(({ name }) => name)));
  expect(stepsOf(names)).toEqual(stepsOf([]));
});
