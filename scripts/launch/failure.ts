/** A cause the operator can act on: shown as one line, without a stack. */
export class LaunchFailure extends Error {
  constructor(cause: string, remedy: string, options?: ErrorOptions) {
    super(`${cause} ${remedy}`, options);
    this.name = "LaunchFailure";
  }
}

/** Thrown when the operator asked to stop while a step was under way. */
export class Stopped extends Error {
  override name = "Stopped";
}

function property(error: unknown, name: string): string | undefined {
  if (typeof error !== "object" || error === null || !(name in error)) return undefined;
  const value = (error as Record<string, unknown>)[name];
  return typeof value === "string" ? value : undefined;
}

/** The error's `code` ("ENOSPC", "28P01", …), looked for in `cause` and aggregated errors too. */
export function errorCode(error: unknown): string | undefined {
  const own = property(error, "code");
  if (own) return own;
  if (error instanceof AggregateError) {
    for (const inner of error.errors) {
      const code = errorCode(inner);
      if (code) return code;
    }
  }
  return error instanceof Error && error.cause ? errorCode(error.cause) : undefined;
}

/** Hides the password in every URL of a text. */
export function maskUrls(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s@]*@/gi, "$1:***@")
    .replace(/([?&](?:password|sslpassword)=)[^&\s]*/gi, "$1***");
}

/** One line for the console: what happened and, where it is known, what to do. */
export function sentence(error: unknown): string {
  if (error instanceof LaunchFailure) return error.message.trim();
  if (errorCode(error) === "ENOSPC") {
    return "The disk is full. Free at least 1 GB and start again.";
  }
  if (["EACCES", "EPERM", "EROFS"].includes(errorCode(error) ?? "")) {
    const path = property(error, "path") ?? "a file";
    return `No permission for ${path}. Start as the user who owns it, or choose another folder with PREFLIGHT_DATA_DIR.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return maskUrls(message.replaceAll(/\s*\n\s*/g, " ").trim());
}
