import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { findMonitoringPrograms } from "./programs.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "monitoring-programs-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test("a system without the programs and without apt is told so in one sentence", () => {
  vi.stubEnv("PATH", folder);
  expect(findMonitoringPrograms(path.join(folder, "cache"))).toEqual({
    programs: null,
    reason:
      "Prometheus, Alertmanager and node exporter are not installed, and this system has no apt to fetch them with.",
  });
});

test("programs of the system go before fetched ones", () => {
  for (const name of ["prometheus", "promtool", "alertmanager", "node_exporter"]) {
    fs.writeFileSync(path.join(folder, name), "");
  }
  vi.stubEnv("PATH", folder);
  expect(findMonitoringPrograms(path.join(folder, "cache")).programs).toMatchObject({
    prometheus: path.join(folder, "prometheus"),
    alertmanager: path.join(folder, "alertmanager"),
  });
});
