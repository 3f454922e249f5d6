import { once } from "node:events";
import { isIP } from "node:net";
import tls from "node:tls";
import { EgressError } from "./egress-error.ts";
import { checkedAddresses, race } from "./resolve.ts";

const TIMEOUT_MS = 5_000;

/** What a server shows of itself when a TLS connection is opened, whether it can be trusted or not. */
export type TlsFacts = {
  /** Such as `TLSv1.3`. */
  protocol: string;
  /** Why the chain is not trusted, such as `CERT_HAS_EXPIRED`; null when it is. */
  distrust: string | null;
  subject: string;
  issuer: string;
  validFrom: Date;
  validTo: Date;
};

/**
 * Opens a TLS connection to a checked address, looks at what the server shows, and closes it. `ca`:
 * further authorities (PEM) to trust besides the well-known ones. Throws EgressError.
 */
export async function egressTls(hostname: string, port: number, ca?: string): Promise<TlsFacts> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  let socket: tls.TLSSocket | undefined;
  try {
    const [first] = await race(checkedAddresses(hostname, true), deadline);
    if (!first) throw new EgressError("unreachable", hostname);
    socket = tls.connect({
      host: first.address,
      port,
      ...(isIP(hostname) ? {} : { servername: hostname }),
      // It is to be looked at, not believed; nothing is sent over it.
      rejectUnauthorized: false,
      minVersion: "TLSv1",
      // Without this, a server that speaks nothing newer than TLS 1.1 seems not to answer at all.
      ciphers: "DEFAULT@SECLEVEL=0",
      ...(ca ? { ca: [...tls.rootCertificates, ca] } : {}),
    });
    await once(socket, "secureConnect", { signal: deadline });
    return factsOf(socket);
  } catch (error) {
    if (error instanceof EgressError) throw error;
    const failure = deadline.aborted ? "timeout" : "unreachable";
    throw new EgressError(failure, `${hostname}: ${failure}`, { cause: error });
  } finally {
    socket?.destroy();
  }
}

function factsOf(socket: tls.TLSSocket): TlsFacts {
  const certificate = socket.getPeerCertificate();
  const name = (of: tls.Certificate) => [of.CN ?? of.O ?? ""].flat().join(", ");
  return {
    protocol: socket.getProtocol() ?? "unknown",
    // The types promise an Error, Node sets the code's text.
    distrust: socket.authorized ? null : String(socket.authorizationError),
    subject: name(certificate.subject),
    issuer: name(certificate.issuer),
    validFrom: new Date(certificate.valid_from),
    validTo: new Date(certificate.valid_to),
  };
}
