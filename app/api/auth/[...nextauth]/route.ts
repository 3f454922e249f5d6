import { handlers } from "#lib/accounts/auth.ts";

export const { GET, POST } = handlers;
