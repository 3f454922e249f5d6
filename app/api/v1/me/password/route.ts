import { changePassword } from "#lib/accounts/change-password.ts";
import { changePasswordEndpoint } from "#lib/accounts/contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(changePasswordEndpoint, changePassword);
