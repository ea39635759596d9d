import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { logger } from "@/lib/config/logger";
import type { MailStore } from "./mail-store";

const LARGEST_MAIL_BYTES = 10 * 1024 * 1024;

/** Addresses at this host are refused as a real server refuses one that it does not know. */
const refusedHost = "@refused.example.com";

/** Takes every mail for every other address, on this machine only, and sends none on. */
export function startSmtpReceiver(port: number, store: MailStore): Promise<SMTPServer> {
  const server = new SMTPServer({
    name: "paydesk-mail-catcher",
    disabledCommands: ["AUTH", "STARTTLS"],
    size: LARGEST_MAIL_BYTES,
    closeTimeout: 1_000,
    onRcptTo: ({ address }, _session, done) => {
      if (!address.toLowerCase().endsWith(refusedHost)) return done();
      done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
    },
    onData: (stream, _session, done) => {
      receive(stream).then(
        (raw) => {
          if (stream.sizeExceeded)
            return done(Object.assign(new Error("The mail is too large"), { responseCode: 552 }));
          store.add(raw);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  return new Promise((ready, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", fail);
      server.on("error", (error) => logger.warn({ err: error }, "an SMTP connection failed"));
      ready(server);
    });
  });
}

async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // Read to the end even when it is too large: the answer can only be given after the last byte.
  for await (const chunk of stream) if (stream.byteLength <= LARGEST_MAIL_BYTES) chunks.push(chunk);
  return Buffer.concat(chunks);
}
