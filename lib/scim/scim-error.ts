import { DomainError, InvalidError } from "#lib/platform/errors.ts";
import { statusOf } from "#lib/platform/http/status-of.ts";

const ERROR_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

type ScimType =
  | "invalidFilter"
  | "invalidPath"
  | "invalidSyntax"
  | "invalidValue"
  | "mutability"
  | "noTarget"
  | "uniqueness";

/** What the protocol refuses (RFC 7644, 3.12); `message` is for whoever runs the directory. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | null;

  constructor(status: number, scimType: ScimType | null, message: string) {
    super(message);
    this.name = "ScimError";
    this.status = status;
    this.scimType = scimType;
  }
}

/** A value that was refused, and why. */
export const invalidValue = (message: string): ScimError =>
  new ScimError(400, "invalidValue", message);

/** What an error of the application is in the protocol's words; null for one that nobody expected. */
export function toScimError(error: unknown): ScimError | null {
  if (error instanceof ScimError) return error;
  if (!(error instanceof DomainError)) return null;
  const type = error instanceof InvalidError ? "invalidValue" : null;
  // The protocol knows no 422.
  const status = error instanceof InvalidError ? 400 : statusOf(error);
  return new ScimError(status, type, detailOf(error));
}

function detailOf(error: DomainError): string {
  const fields = error instanceof InvalidError ? error.issues : [];
  const named = fields.map(({ path, code }) => `${path}: ${code}`).join("; ");
  return named === "" ? error.code : named;
}

/** The body of a refusal. */
export function errorBody(error: ScimError | null): object {
  return {
    schemas: [ERROR_SCHEMA],
    status: String(error?.status ?? 500),
    ...(error?.scimType ? { scimType: error.scimType } : {}),
    detail: error?.message ?? "The server could not do this. Nothing was changed.",
  };
}
