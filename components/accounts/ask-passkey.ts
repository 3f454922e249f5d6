import type {
  Assertion,
  CreationOptions,
  NewCredential,
  RequestOptions,
} from "#lib/passkeys/contract.ts";

/** Why the browser gave no passkey. */
export type PasskeyFailure = "cancelled" | "exists" | "unsupported" | "wrong_address" | "failed";

/** The browser, or the person in front of it, gave no passkey; the server knows nothing of it. */
export class PasskeyError extends Error {
  override name = "PasskeyError";
  readonly reason: PasskeyFailure;

  constructor(reason: PasskeyFailure, cause: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** Has the browser make a passkey. Throws PasskeyError. */
export async function makePasskey(optionsJSON: CreationOptions): Promise<NewCredential> {
  const { startRegistration } = await load();
  const { clientExtensionResults: _, ...made } = await startRegistration({ optionsJSON }).catch(
    fail,
  );
  return made;
}

/** Has the browser ask for a passkey. Throws PasskeyError. */
export async function askForPasskey(optionsJSON: RequestOptions): Promise<Assertion> {
  const { startAuthentication } = await load();
  const { clientExtensionResults: _, ...given } = await startAuthentication({ optionsJSON }).catch(
    fail,
  );
  return given;
}

// Only when a passkey is wanted: most visits do without.
async function load() {
  if (!("PublicKeyCredential" in window)) throw new PasskeyError("unsupported", null);
  return import("@simplewebauthn/browser");
}

const reasons: Record<string, PasskeyFailure> = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: "exists",
  ERROR_INVALID_DOMAIN: "wrong_address",
  ERROR_INVALID_RP_ID: "wrong_address",
  ERROR_CEREMONY_ABORTED: "cancelled",
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: "unsupported",
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: "unsupported",
  ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG: "unsupported",
};

function fail(error: unknown): never {
  throw new PasskeyError(reasonOf(error), error);
}

function reasonOf(error: unknown): PasskeyFailure {
  if (!(error instanceof Error)) return "failed";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // Browsers say the same of a person who declines, of one who takes too long, and of no passkey.
  if (error.name === "NotAllowedError") return "cancelled";
  return reasons[code] ?? "failed";
}
