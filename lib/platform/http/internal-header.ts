import { randomBytes } from "node:crypto";

const held = globalThis as { preflightHeaderSalt?: string };
const salt = (held.preflightHeaderSalt ??= randomBytes(16).toString("hex"));

/**
 * The name of a request header that the server itself sets. It differs in every process, so that no
 * client can send one that is believed.
 */
export const internalHeader = (name: string): string => `x-preflight-${name}-${salt}`;

/** Carries the id that names one request in answers, log lines and reported errors. */
export const REQUEST_ID_HEADER = internalHeader("request");
