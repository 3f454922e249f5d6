import { z } from "zod";

// Our pages are never framed, so neither is a ceremony of ours.
const clientData = z.object({ challenge: z.string(), crossOrigin: z.literal(false).optional() });

/** The challenge that an answer is for, as it says itself; null for what is no answer at all. */
export function challengeOf(clientDataJSON: string): string | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    return clientData.safeParse(parsed).data?.challenge ?? null;
  } catch {
    return null;
  }
}
