import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import { type Check, defineCheck } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import { parseExposition, type Sample } from "./exposition.ts";
import { ask, bearer, type HttpSource, served } from "./http-source.ts";

/** What the metrics page shows. Throws ProviderError where there is none. */
export async function readMetrics(
  source: HttpSource,
): Promise<{ samples: Sample[]; types: Map<string, string> }> {
  const { metricsUrl } = source.config;
  if (!metricsUrl) throw new ProviderError("not_declared", "metricsUrl");
  const headers = bearer(source.credentials.metricsToken);
  const page = parseExposition(served(await ask(source, metricsUrl, { headers })).text);
  if (page.samples.length === 0) throw new ProviderError("not_understood", "no metrics");
  return page;
}

const labelName = (name: string) =>
  z
    .string()
    .trim()
    .regex(/^[A-Za-z_]\w*$/)
    .max(100)
    .default(name);

export const metricsChecks: Record<string, Check<HttpSource>> = {
  "metrics.duration-histogram-exposed": defineCheck({
    settings: z.strictObject({
      durationSuffix: z.string().trim().min(1).max(200).default("_request_duration_seconds"),
      routeLabel: labelName("route"),
      statusLabel: labelName("status"),
    }),
    run: async (source: HttpSource, { durationSuffix, routeLabel, statusLabel }) => {
      if (!source.config.metricsUrl) return unknown("not_declared", {}, "metricsUrl");
      const { samples, types } = await readMetrics(source);
      const histograms = [...types]
        .filter(([name, type]) => type === "histogram" && `_${name}`.endsWith(durationSuffix))
        .map(([name]) => name);
      const labelled = samples.filter(({ name, labels }) => {
        const isBucket = histograms.some((histogram) => name === `${histogram}_bucket`);
        return isBucket && routeLabel in labels && statusLabel in labels;
      });
      const limit = { name: `*${durationSuffix}`, labels: [routeLabel, statusLabel] };
      const isDeclaredOnly =
        histograms.length > 0 &&
        !samples.some(({ name }) => histograms.some((one) => name.startsWith(one)));
      if (isDeclaredOnly) return unknown("no_data", { histograms });
      return judge(labelled.length > 0, { histograms, labelled: labelled.length }, limit);
    },
  }),
};
