import { route } from "#lib/platform/http/route.ts";
import { trySignalEndpoint } from "#lib/widgets/live-contract.ts";
import { trySignal } from "#lib/widgets/try-signal.ts";

export const POST = route(trySignalEndpoint, trySignal);
