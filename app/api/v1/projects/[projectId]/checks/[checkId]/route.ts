import { updateCheckSettingsEndpoint } from "#lib/checks/contract.ts";
import { updateCheckSettings } from "#lib/checks/update-check-settings.ts";
import { route } from "#lib/platform/http/route.ts";

export const PATCH = route(updateCheckSettingsEndpoint, updateCheckSettings);
