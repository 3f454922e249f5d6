import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck } from "#lib/integrations/provider.ts";
import type { PrometheusSource } from "./client.ts";
import { every, noResult, queryCheck, selectFor, shown } from "./query-check.ts";
import { duration, label, metric } from "./settings.ts";

const workers = z.strictObject({
  metric: metric("bullmq_job_completed_total|job_queue_completed_total"),
  waitingMetric: metric("bullmq_jobs?_waiting|job_queue_waiting"),
  window: duration("1h"),
});

export const queueChecks = {
  "dlq.depth-below-limit": queryCheck({
    settings: z.strictObject({
      metric: metric("rabbitmq_queue_messages"),
      queueLabel: label("queue"),
      queues: z.string().min(1).max(200).default(".*(dlq|dead).*"),
      mostDepth: z.number().positive(),
      window: duration("24h"),
    }),
    scope: "all",
    query: (select, { metric: name, queueLabel, queues, window }) =>
      `max_over_time(${select(name, [queueLabel, "=~", queues])}[${window}])`,
    subject: (select, { metric: name, queueLabel, queues }) =>
      select(name, [queueLabel, "=~", queues]),
    missing: "absent",
    judge: (samples, { mostDepth }) =>
      every(samples, (depth) => depth < mostDepth, { below: mostDepth }),
  }),

  "queue.workers-consuming": defineCheck({
    settings: workers,
    needs: ["query"],
    run: async (source: PrometheusSource, settings) => {
      const { metric: pattern, waitingMetric, window } = settings;
      const select = selectFor("all", source, settings);
      const names = await source.query(
        `group by (__name__) (last_over_time(${select(pattern)}[${window}]))`,
      );
      const completed = await Promise.all(
        names.map(({ labels }) =>
          source.query(`sum(increase(${select(labels.__name__ ?? "")}[${window}]))`),
        ),
      );
      const [first, ...rest] = completed.flat().map(({ value }) => value);
      if (first === undefined) {
        return noResult(source, "all", select, select(pattern), "absent");
      }
      const done = rest.reduce((sum, value) => sum + value, first);
      const waiting = `sum(${select(waitingMetric)})`;
      const [now] = await source.query(waiting);
      const growing = await source.query(growthOf(waiting));
      const seen = {
        completed: shown(done),
        waiting: now ? shown(now.value) : null,
        waiting_grows: growing.length > 0,
      };
      // An idle queue shows nothing of its workers.
      if (done === 0 && now?.value === 0) return unknown("no_data", seen);
      return judge(done > 0 && growing.length === 0, seen, { completed_above: 0 });
    },
  }),
};

/**
 * Has a result where the count grows for an hour: its least of the last half-hour is above its most
 * of the half-hour before. Ups and downs are no growth.
 */
const growthOf = (waiting: string): string =>
  `min_over_time(${waiting}[30m:1m]) > max_over_time(${waiting}[30m:1m] offset 30m)`;
