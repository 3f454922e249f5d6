import { notFound } from "next/navigation";
import { NotFoundError } from "#lib/platform/errors.ts";

/** What a page's query finds. Where that is nothing, the page is not there. */
export async function orNotFound<Found>(query: Promise<Found>): Promise<Found> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
}
