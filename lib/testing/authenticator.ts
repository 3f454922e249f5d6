import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import type {
  Assertion,
  CreationOptions,
  NewCredential,
  RequestOptions,
} from "#lib/passkeys/contract.ts";

/** What an honest authenticator would not do, or another site would. */
export type Deviation = {
  origin?: string;
  rpId?: string;
  crossOrigin?: boolean;
  userVerified?: boolean;
  /** Of the answer; otherwise one more than of the last. */
  counter?: number;
  userHandle?: string;
  /** The id of another credential, signed with this one's key. */
  credentialId?: string;
  challenge?: string;
  /** What the maker says of the authenticator; nothing otherwise. */
  attestation?: { fmt: string; statement: Map<string, string> };
};

const UP = 0x01;
const UV = 0x04;
const HAS_CREDENTIAL = 0x40;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: Uint8Array | string): Buffer => createHash("sha256").update(bytes).digest();

/**
 * An authenticator in software, with one passkey (ES256): answers as a browser would after a person
 * has agreed, and otherwise where a test tells it to. `counting` false: as synced passkeys, whose
 * counter stays at zero.
 */
export class SoftwareAuthenticator {
  readonly credentialId = base64url(randomBytes(32));
  #key: { publicKey: KeyObject; privateKey: KeyObject };
  #counter = 0;
  #counting: boolean;
  #userHandle = "";
  #origin: string;

  constructor({ counting = true, origin = "http://localhost:3000" } = {}) {
    this.#key = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#counting = counting;
    this.#origin = origin;
  }

  /** `navigator.credentials.create()`. */
  create(options: CreationOptions, deviation: Deviation = {}): NewCredential {
    this.#userHandle = options.user.id;
    const id = Buffer.from(this.credentialId, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const aaguid = Buffer.alloc(16);
    const authData = Buffer.concat([
      this.#authenticatorData(options.rp.id, HAS_CREDENTIAL, deviation),
      ...[aaguid, length, id, this.#coseKey()],
    ]);
    const attestationObject = isoCBOR.encode(
      new Map<string, string | Uint8Array | Map<string, string>>([
        ["fmt", deviation.attestation?.fmt ?? "none"],
        ["attStmt", deviation.attestation?.statement ?? new Map<string, string>()],
        ["authData", new Uint8Array(authData)],
      ]),
    );
    return {
      ...{ id: this.credentialId, rawId: this.credentialId, type: "public-key" },
      response: {
        clientDataJSON: this.#clientData("webauthn.create", options.challenge, deviation),
        attestationObject: base64url(attestationObject),
        transports: ["internal"],
      },
    };
  }

  /** `navigator.credentials.get()`. */
  get(options: RequestOptions, deviation: Deviation = {}): Assertion {
    const id = deviation.credentialId ?? this.credentialId;
    const authData = this.#authenticatorData(options.rpId, 0, deviation);
    const clientDataJSON = this.#clientData("webauthn.get", options.challenge, deviation);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    return {
      ...{ id, rawId: id, type: "public-key" },
      response: {
        clientDataJSON,
        authenticatorData: base64url(authData),
        signature: base64url(sign("sha256", signed, this.#key.privateKey)),
        userHandle: deviation.userHandle ?? this.#userHandle,
      },
    };
  }

  #clientData(type: string, challenge: string, deviation: Deviation): string {
    const { origin = this.#origin, crossOrigin = false } = deviation;
    const data = { type, challenge: deviation.challenge ?? challenge, origin, crossOrigin };
    return base64url(Buffer.from(JSON.stringify(data)));
  }

  #authenticatorData(rpId: string, flags: number, deviation: Deviation): Buffer {
    if (this.#counting) this.#counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(deviation.counter ?? this.#counter);
    const verified = deviation.userVerified === false ? 0 : UV;
    return Buffer.concat([
      ...[sha256(deviation.rpId ?? rpId), Buffer.from([UP | verified | flags]), counter],
    ]);
  }

  #coseKey(): Uint8Array {
    const { x = "", y = "" } = this.#key.publicKey.export({ format: "jwk" });
    return isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        ...([
          [1, 2],
          [3, -7],
          [-1, 1],
        ] as const),
        [-2, new Uint8Array(Buffer.from(x, "base64url"))],
        [-3, new Uint8Array(Buffer.from(y, "base64url"))],
      ]),
    );
  }
}
