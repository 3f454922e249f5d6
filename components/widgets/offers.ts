import type { z } from "zod";

import type { listPresetsEndpoint } from "#lib/widgets/live-contract.ts";

/** What one connected integration offers as widgets. */
export type Offer = z.output<typeof listPresetsEndpoint.response>["integrations"][number];
