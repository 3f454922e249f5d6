import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

export type SmtpCatcher = {
  url: string;
  port: number;
  mails: ParsedMail[];
  /** Answers every recipient with this SMTP code from now on; null takes them again. */
  refuse: (code: number | null) => void;
  stop: () => Promise<void>;
};

/** A mail server that keeps what it gets, and hands it on; `port` 0 takes any free one. */
export async function startSmtpCatcher(
  port = 0,
  onMail: (mail: ParsedMail) => void = () => undefined,
): Promise<SmtpCatcher> {
  const mails: ParsedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => {
      if (refusal === null) done();
      else done(Object.assign(new Error("mailbox not there"), { responseCode: refusal }));
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          onMail(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const taken = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    mails,
    refuse: (code) => void (refusal = code),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
