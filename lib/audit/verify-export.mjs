// Reads an audit export line by line and names the first that is not as it was written.
import { createReadStream } from "node:fs";
import { findEventFault, isSignedBy, NO_HASH, parseObject } from "./verify-chain.mjs";

/** No line of an export is longer; one that is was not written by it. */
const MOST_BYTES = 32 * 1024 * 1024;
const NEWLINE = 10;

const REASONS = {
  body_unreadable: "the event is not readable",
  other_stream: "the event belongs to another chain",
  out_of_sequence: "an event before it is missing, or it was inserted, repeated or moved",
  hash_mismatch: "the event or its hash was changed",
  line_unreadable: "the line is not one that an export writes",
  line_changed: "the line is not written as an export writes it",
  too_long: "the line is too long",
  cut_off: "the file ends in the middle of the line",
  checkpoint_unreadable: "the checkpoint is not readable",
  checkpoint_size: "events are missing before the checkpoint, or were added",
  checkpoint_hash: "events before the checkpoint were replaced",
  checkpoint_part: "a chain is missing from the export, or its chains were reordered or mixed",
  signature: "the checkpoint's signature does not fit",
  other_key: "the checkpoint is signed with another key",
  no_checkpoint: "the end of the file is missing: no signed checkpoint",
  exported_fault: "the chain was broken when it was exported",
  after_end: "nothing may follow the last checkpoint",
};

/**
 * @typedef {{ line: number, seq: number | null, stream: string | null, code: keyof typeof REASONS, reason: string }} ExportFault
 * @typedef {{ stream: string, size: number, hash: string, at: string }} VerifiedChain
 * @typedef {{ valid: boolean, events: number, chains: VerifiedChain[], publicKey: string | null, fault: ExportFault | null }} ExportVerification
 */

/** Verifies the lines of one export, given one after the other; needs the same memory for any length. */
class ExportVerifier {
  events = 0;
  /** @type {VerifiedChain[]} */
  chains = [];
  /** @type {string | null} */
  publicKey;
  #pinned;
  #line = 0;
  /** @type {{ stream: string, seq: number, hash: string } | null} */
  #tail = null;
  /** @type {{ export: string, parts: number } | null} */
  #set = null;

  /** @param {string | undefined} key The public key that must have signed, in base64url. */
  constructor(key) {
    this.#pinned = key;
    this.publicKey = key ?? null;
  }

  /**
   * @param {string} text A line without its newline.
   * @returns {ExportFault | null}
   */
  add(text) {
    this.#line += 1;
    if (this.#complete()) return this.fault("after_end");
    const value = parseObject(text);
    if (!value) return this.fault("line_unreadable");
    if (JSON.stringify(value) !== text) return this.fault("line_changed");
    const keys = Object.keys(value).join();
    if (keys === "body,hash") return this.#addEvent(value.body, value.hash);
    if (keys === "checkpoint,publicKey,signature") return this.#addCheckpoint(value);
    return this.fault(keys === "fault" ? "exported_fault" : "line_unreadable");
  }

  /** @returns {ExportFault | null} */
  end() {
    if (this.#complete()) return null;
    this.#line += 1;
    return this.fault("no_checkpoint");
  }

  /**
   * @param {keyof typeof REASONS} code
   * @returns {ExportFault}
   */
  fault(code) {
    const { stream = null, seq = null } = this.#tail ?? {};
    const at = { line: this.#line, stream, seq: seq === null ? null : seq + 1 };
    return { ...at, code, reason: REASONS[code] };
  }

  /** The line that was announced but could not be given to `add`.
   * @param {"cut_off" | "too_long" | "line_unreadable"} code
   */
  faultInNextLine(code) {
    this.#line += 1;
    return this.fault(code);
  }

  #complete() {
    return this.#set !== null && this.chains.length === this.#set.parts;
  }

  #addEvent(body, hash) {
    if (typeof body !== "string" || typeof hash !== "string") return this.fault("line_unreadable");
    this.#tail ??= { stream: String(parseObject(body)?.stream), seq: 0, hash: NO_HASH };
    const code = findEventFault(this.#tail, body, hash);
    if (code) return this.fault(code);
    this.#tail = { stream: this.#tail.stream, seq: this.#tail.seq + 1, hash };
    this.events += 1;
    return null;
  }

  #addCheckpoint({ checkpoint, publicKey, signature }) {
    if (!isCheckpoint(checkpoint) || typeof publicKey !== "string") {
      return this.fault("checkpoint_unreadable");
    }
    const tail = this.#tail ?? { stream: checkpoint.stream, seq: 0, hash: NO_HASH };
    const code = this.#findCheckpointFault(checkpoint, publicKey, String(signature), tail);
    if (code) return this.fault(code);
    this.publicKey = publicKey;
    this.#set = { export: checkpoint.export, parts: checkpoint.parts };
    this.chains.push({ ...tail, size: tail.seq, at: checkpoint.at });
    this.#tail = null;
    return null;
  }

  #findCheckpointFault(checkpoint, publicKey, signature, tail) {
    const key = this.#pinned ?? this.publicKey ?? publicKey;
    if (publicKey !== key) return "other_key";
    if (!isSignedBy(checkpoint, signature, key)) return "signature";
    const set = this.#set ?? { export: checkpoint.export, parts: checkpoint.parts };
    if (
      checkpoint.part !== this.chains.length + 1 ||
      checkpoint.parts !== set.parts ||
      checkpoint.export !== set.export ||
      checkpoint.stream !== tail.stream
    ) {
      return "checkpoint_part";
    }
    if (checkpoint.size !== tail.seq) return "checkpoint_size";
    return checkpoint.hash === tail.hash ? null : "checkpoint_hash";
  }
}

function isCheckpoint(value) {
  const keys = "at,export,hash,part,parts,size,stream";
  if (typeof value !== "object" || value === null || Object.keys(value).join() !== keys) {
    return false;
  }
  return [value.part, value.parts, value.size].every(Number.isSafeInteger) && value.parts > 0;
}

/**
 * Verifies an export. Every byte counts: what an export does not write is a fault.
 * @param {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} chunks The file's bytes.
 * @param {string} [key] The public key that must have signed it, in base64url.
 * @returns {Promise<ExportVerification>}
 */
export async function verifyExport(chunks, key) {
  const verifier = new ExportVerifier(key);
  const fault = (await readLines(chunks, verifier)) ?? verifier.end();
  const { events, chains, publicKey } = verifier;
  return { valid: fault === null, events, chains, publicKey, fault };
}

/**
 * Verifies an export in a file.
 * @param {string} path
 * @param {string} [key]
 */
export function verifyExportFile(path, key) {
  return verifyExport(createReadStream(path, { highWaterMark: 256 * 1024 }), key);
}

/**
 * @param {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} chunks
 * @param {ExportVerifier} verifier
 */
async function readLines(chunks, verifier) {
  // A byte that is not UTF-8 must not be read as the replacement character that it looks like.
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  /** @type {Buffer[]} */
  let waiting = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      const piece = Buffer.from(chunk.subarray(start, end < 0 ? chunk.length : end));
      waiting.push(piece);
      length += piece.length;
      if (length > MOST_BYTES) return verifier.faultInNextLine("too_long");
      if (end < 0) break;
      const fault = addLine(Buffer.concat(waiting), decoder, verifier);
      if (fault) return fault;
      waiting = [];
      length = 0;
      start = end + 1;
    }
  }
  return length > 0 ? verifier.faultInNextLine("cut_off") : null;
}

/**
 * @param {Buffer} line
 * @param {TextDecoder} decoder
 * @param {ExportVerifier} verifier
 */
function addLine(line, decoder, verifier) {
  let text;
  try {
    text = decoder.decode(line);
  } catch {
    return verifier.faultInNextLine("line_unreadable");
  }
  return verifier.add(text);
}
