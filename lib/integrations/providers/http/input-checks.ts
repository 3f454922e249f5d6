import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Check } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import type { Answer } from "../../reader.ts";
import { refusalOf } from "../../refusal.ts";
import { pathText } from "./http-config.ts";
import {
  addressOf,
  addressOn,
  ask,
  bearer,
  defineActiveCheck,
  type HttpSource,
  objectOf,
  served,
} from "./http-source.ts";
import { type MalformedProbe, planProbes } from "./openapi-probes.ts";

const MOST_ERRORS = 5;
const NAMED = 20;
const SIZE_WORDS = /too.?large|size|exceed|limit|maxim|크기|용량/i;
// What the loader of Linux takes for a program, without one in it.
const PROGRAM = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(121)]);

type Sent = { probe: MalformedProbe; answer: Answer };

const isRejected = (status: number): boolean => status === 400 || status === 422;
/** The body has not been looked at: not signed in, not allowed, not found, too often. */
const isUnsure = (status: number): boolean =>
  (status >= 300 && status < 400) || [401, 403, 404, 429].includes(status);

async function sendAll(
  source: HttpSource,
  target: string,
  probes: readonly MalformedProbe[],
): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const probe of probes) {
    const answer = await ask(source, addressOn(target, probe.path), {
      method: probe.method,
      headers: { ...bearer(source.credentials.testToken), "content-type": "application/json" },
      body: JSON.stringify(probe.body),
      probe: true,
    });
    sent.push({ probe, answer });
    if (sent.filter((one) => one.answer.status >= 500).length >= MOST_ERRORS) break;
  }
  return sent;
}

const describe = ({ probe, answer }: Sent): string =>
  `${probe.method} ${probe.path}, ${probe.kind}: ${answer.status}`;

/** Sends a file as the configuration says: in a form's field, or as the whole body. */
async function upload(
  source: HttpSource,
  target: string,
  file: { name: string; type: string; content: Buffer },
): Promise<Answer> {
  const { uploadPath, uploadField } = source.config;
  const boundary = "----preflight-boundary";
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="${uploadField}"; ` +
    `filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`;
  const form = Buffer.concat([
    ...[Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)],
  ]);
  return ask(source, addressOn(target, uploadPath), {
    method: "POST",
    headers: {
      ...bearer(source.credentials.testToken),
      "content-type": uploadField ? `multipart/form-data; boundary=${boundary}` : file.type,
    },
    body: uploadField ? form : file.content,
    probe: true,
  });
}

/** Throws ProviderError where an answer shows that the file has not been looked at. */
function refuseUnlooked(answer: Answer): void {
  if (!isUnsure(answer.status)) return;
  throw refusalOf(answer) ?? new ProviderError("not_understood");
}

/** Whether a refusal says that the size is why. */
function namesSize({ status, text }: Answer): boolean {
  return status === 400 && SIZE_WORDS.test(objectOf(text) ? JSON.stringify(objectOf(text)) : text);
}

export const inputChecks: Record<string, Check<HttpSource>> = {
  "input.malformed-rejected": defineActiveCheck({
    settings: z.strictObject({
      openapiPath: pathText.default(""),
      mostOperations: z.int().min(1).max(200).default(50),
    }),
    run: async (source, { openapiPath, mostOperations }, target) => {
      if (!openapiPath) return unknown("not_declared", {}, "openapiPath");
      const file = served(await ask(source, addressOf(target, openapiPath)));
      const plan = planProbes(file.text, mostOperations);
      if (!plan) throw new ProviderError("not_understood", "The file is not an OpenAPI document.");
      const sent = await sendAll(source, target, plan.probes);
      const accepted = sent.filter(
        ({ answer }) => !isRejected(answer.status) && !isUnsure(answer.status),
      );
      const unsure = sent.filter(({ answer }) => isUnsure(answer.status));
      const seen = {
        requests: sent.length,
        not_rejected: accepted.slice(0, NAMED).map(describe),
        undecided: unsure.slice(0, NAMED).map(describe),
        untried: plan.untried.slice(0, NAMED),
      };
      if (accepted.length > 0) return judge(false, seen);
      const refusal = unsure[0] && refusalOf(unsure[0].answer);
      if (refusal) return unknown(refusal.reason, seen, refusal.detail ?? "");
      if (plan.isCut) return unknown("too_large", seen);
      return sent.length === 0 ? unknown("absent", seen) : judge(true, seen);
    },
  }),

  "upload.oversize-413": defineActiveCheck({
    settings: z.strictObject({ uploadLimitBytes: z.int().min(1).max(20_000_000) }),
    run: async (source, { uploadLimitBytes }, target) => {
      if (!source.config.uploadPath) return unknown("not_declared", {}, "uploadPath");
      const content = Buffer.alloc(uploadLimitBytes + 1);
      const answer = await upload(source, target, {
        ...{ name: "preflight.bin", type: "application/octet-stream", content },
      });
      refuseUnlooked(answer);
      return judge(
        answer.status === 413 || namesSize(answer),
        { requests: 1, http_status: answer.status, bytes: content.length },
        { bytes: uploadLimitBytes },
      );
    },
  }),

  "upload.disallowed-type-rejected": defineActiveCheck({
    settings: z.strictObject({
      allowedExtension: z
        .string()
        .trim()
        .regex(/^\w{1,10}$/)
        .default("png"),
      allowedType: z
        .string()
        .trim()
        .regex(/^[\w.+-]+\/[\w.+-]+$/)
        .max(100)
        .default("image/png"),
    }),
    run: async (source, { allowedExtension, allowedType }, target) => {
      if (!source.config.uploadPath) return unknown("not_declared", {}, "uploadPath");
      const name = `preflight.${allowedExtension}`;
      const answer = await upload(source, target, { name, type: allowedType, content: PROGRAM });
      refuseUnlooked(answer);
      return judge([400, 415, 422].includes(answer.status), {
        requests: 1,
        http_status: answer.status,
        file: name,
      });
    },
  }),
};
