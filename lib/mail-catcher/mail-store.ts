import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";

export type CaughtMail = {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly date: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string | null;
  readonly text: string | null;
};

export type MailStore = {
  add(raw: Buffer): void;
  /** Newest first. */
  list(limit: number): Promise<CaughtMail[]>;
  get(id: string): Promise<CaughtMail | null>;
  clear(): void;
};

const SUFFIX = ".eml";
const ID = /^\d{13}-[0-9a-f]{8}$/;

/** Each mail is one .eml file, named by the time it came, so that the names sort as the mails do. */
export function openMailStore(folder: string): MailStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const idsNewestFirst = () =>
    readdirSync(folder)
      .map(toId)
      .filter((id) => ID.test(id))
      .sort()
      .reverse();
  const read = (id: string) => parseMail(id, readFileSync(join(folder, id + SUFFIX)));
  let latestMs = 0;
  return {
    add(raw) {
      latestMs = Math.max(latestMs + 1, Date.now());
      const file = join(folder, `${latestMs}-${randomBytes(4).toString("hex")}${SUFFIX}`);
      writeFileSync(`${file}.part`, raw, { mode: 0o600 });
      renameSync(`${file}.part`, file);
    },
    list: (limit) => Promise.all(idsNewestFirst().slice(0, limit).map(read)),
    get: async (id) => (ID.test(id) && existsSync(join(folder, id + SUFFIX)) ? read(id) : null),
    clear() {
      for (const id of idsNewestFirst()) rmSync(join(folder, id + SUFFIX));
    },
  };
}

function toId(fileName: string): string {
  return fileName.endsWith(SUFFIX) ? fileName.slice(0, -SUFFIX.length) : "";
}

async function parseMail(id: string, raw: Buffer): Promise<CaughtMail> {
  const mail = await PostalMime.parse(raw);
  return {
    id,
    from: addressOf(mail.from),
    to: (mail.to ?? []).map(addressOf),
    subject: mail.subject ?? "",
    date: mail.date ?? "",
    messageId: mail.messageId ?? "",
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    html: mail.html ?? null,
    text: mail.text ?? null,
  };
}

function addressOf(address: Email["from"]): string {
  if (!address?.address) return "";
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
