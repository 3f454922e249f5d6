import { collectDefaultMetrics, Gauge } from "prom-client";
import { poolSizes } from "#lib/platform/db/client.ts";
import { queueFigures } from "#lib/platform/jobs/figures.ts";
import { registry } from "#lib/platform/metrics.ts";
import { openEventStreams } from "#lib/platform/realtime/event-stream.ts";

const registers = [registry];

/** Adds what is read at the moment of a scrape: process, connections, event streams, jobs. */
export function addGauges(): void {
  // Once per process, also over hot reloads in development.
  if (registry.getSingleMetric("preflight_event_streams")) return;
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "preflight_event_streams",
    help: "Event streams that this process holds open.",
    registers,
    collect() {
      this.set(openEventStreams());
    },
  });
  new Gauge({
    name: "preflight_database_connections",
    help: "Connections of this process by access and state; waiting counts callers without one.",
    labelNames: ["access", "state"],
    registers,
    collect() {
      for (const { access, total, idle, waiting } of poolSizes()) {
        this.set({ access, state: "busy" }, total - idle);
        this.set({ access, state: "idle" }, idle);
        this.set({ access, state: "waiting" }, waiting);
      }
    },
  });
  addJobGauges();
}

function addJobGauges(): void {
  new Gauge({
    name: "preflight_jobs",
    help: "Runs of jobs that the queue remembers, by queue and state.",
    labelNames: ["queue", "state"],
    registers,
    async collect() {
      this.reset();
      const { runs } = await queueFigures();
      for (const { queue, state, count } of runs) this.set({ queue, state }, count);
    },
  });
  new Gauge({
    name: "preflight_job_last_success_timestamp_seconds",
    help: "When a job last succeeded, in Unix time.",
    labelNames: ["queue"],
    registers,
    async collect() {
      this.reset();
      const { runs } = await queueFigures();
      for (const { queue, state, last } of runs) {
        if (state === "completed" && last !== null) this.set({ queue }, last);
      }
    },
  });
  new Gauge({
    name: "preflight_worker_heartbeat_age_seconds",
    help: "Time since the latest sign of life of any worker; absent when there never was one.",
    registers,
    async collect() {
      this.remove();
      const { heartbeatAge } = await queueFigures();
      if (heartbeatAge !== null) this.set(heartbeatAge);
    },
  });
}
