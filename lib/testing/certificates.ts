// Certificates for servers of tests, made on the spot: valid, expiring, expired or for another name.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;

export type Authority = { certificate: x509.X509Certificate; keys: CryptoKeyPair; pem: string };
/** Key and certificate in PEM, as `tls.createServer` takes them. */
export type ServerCertificate = { key: string; cert: string };

let serial = 0;

/** An authority that nobody trusts unless told to. */
export async function makeAuthority(): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: nextSerial(),
    name: "CN=Authority of the tests",
    ...validity(-1, 365),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return { certificate, keys, pem: certificate.toString("pem") };
}

/** A certificate for an address such as `127.0.0.1`, valid until so many days from now. */
export async function makeCertificate(
  authority: Authority,
  { days, address = "127.0.0.1" }: { days: number; address?: string },
): Promise<ServerCertificate> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: nextSerial(),
    subject: "CN=Server of the tests",
    issuer: authority.certificate.subject,
    ...validity(Math.min(-1, days - 1), days),
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: "ip", value: address }])],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { key: x509.PemConverter.encode(key, "PRIVATE KEY"), cert: certificate.toString("pem") };
}

const nextSerial = (): string => (serial += 1).toString(16).padStart(4, "0");

// Half an hour more, so that whole days are still whole when they are counted.
const validity = (from: number, to: number) => ({
  notBefore: new Date(Date.now() + from * DAY_MS),
  notAfter: new Date(Date.now() + to * DAY_MS + DAY_MS / 48),
});

const newKeys = (): Promise<CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]) as Promise<CryptoKeyPair>;
