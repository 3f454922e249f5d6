import { sendTestMessageEndpoint } from "#lib/integrations/connect-contract.ts";
import { sendTestMessage } from "#lib/integrations/send-test-message.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(sendTestMessageEndpoint, sendTestMessage);
