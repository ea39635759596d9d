import { createTransport, type Transporter } from "nodemailer";
import { settings } from "@/lib/config/env";

export type OutgoingMail = {
  readonly to: string;
  readonly fromName: string;
  readonly replyTo: string;
  readonly messageId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/** Why a mail did not go, without an address or a word of its content: a log may keep it. */
export class MailNotSent extends Error {
  constructor(
    readonly code: string,
    /** The server will say the same tomorrow: this address cannot be reached. */
    readonly isPermanent: boolean,
  ) {
    super(`the mail was not taken: ${code}`);
  }
}

const WAIT_MS = 15_000;

/** Hands one mail to the mail server, to one recipient. The sender's address comes from the settings, its name from the shop. */
export async function sendMail(mail: OutgoingMail): Promise<void> {
  try {
    await transporter().sendMail({
      from: { name: mail.fromName, address: senderAddress() },
      to: { name: "", address: mail.to },
      replyTo: { name: mail.fromName, address: mail.replyTo },
      messageId: mail.messageId,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } catch (error) {
    throw toMailNotSent(error);
  }
}

/** The bare address of `MAIL_FROM`, which may carry a name. */
export function senderAddress(): string {
  const from = settings().mailFrom;
  return /<([^<>]+)>/.exec(from)?.[1] ?? from;
}

let joined: { url: string; transporter: Transporter } | null = null;

function transporter(): Transporter {
  const url = settings().smtpUrl;
  if (joined?.url !== url) {
    joined = {
      url,
      transporter: createTransport({
        url,
        connectionTimeout: WAIT_MS,
        greetingTimeout: WAIT_MS,
        socketTimeout: WAIT_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      }),
    };
  }
  return joined.transporter;
}

function toMailNotSent(error: unknown): MailNotSent {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const isPermanent = responseCode !== undefined && responseCode >= 500 && code === "EENVELOPE";
  return new MailNotSent([code ?? "EUNKNOWN", responseCode].filter(Boolean).join(" "), isPermanent);
}
