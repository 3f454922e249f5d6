import { LRUCache } from "lru-cache";
import type { Answer, AnswerCache } from "#lib/integrations/reader.ts";

const MAX_BYTES = 20_000_000;
const MAX_ANSWER_BYTES = 200_000;

type Known = { etag: string; answer: Answer };

// One for the process: 20 MB of answers at most, whatever the number of integrations.
const answers = new LRUCache<string, Known>({
  maxSize: MAX_BYTES,
  maxEntrySize: MAX_ANSWER_BYTES,
  sizeCalculation: ({ answer }) => answer.bytes + 500,
});

/** What an integration was answered before. Nobody gets what another one was answered. */
export const answersOf = (integrationId: string): AnswerCache => ({
  get: (key) => answers.get(`${integrationId} ${key}`),
  set: (key, known) => void answers.set(`${integrationId} ${key}`, known),
});
