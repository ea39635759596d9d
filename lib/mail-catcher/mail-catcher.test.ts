import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startInboxApi } from "./inbox-api";
import { type CaughtMail, openMailStore } from "./mail-store";
import { startSmtpReceiver } from "./smtp-receiver";

let folder: string;
let smtp: SMTPServer;
let api: Server;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mail-catcher-"));
  const store = openMailStore(folder);
  smtp = await startSmtpReceiver(0, store);
  api = await startInboxApi(0, store);
});

afterEach(async () => {
  api.closeAllConnections();
  await Promise.all([new Promise((done) => api.close(done)), new Promise<void>((done) => smtp.close(done))]);
  rmSync(folder, { recursive: true, force: true });
});

describe("mail catcher", () => {
  it("shows what came over SMTP, newest first, and keeps it over a restart", async () => {
    await sendMail("First");
    await sendMail("Zahlung bestätigen");
    const mails = await listMails();
    expect(mails.map((mail) => mail.subject)).toEqual(["Zahlung bestätigen", "First"]);
    expect(mails[0]).toMatchObject({
      from: "Shop <pay@demo.test>",
      to: ["ada@demo.test"],
      text: "plain\n",
      html: "<p>rich</p>\n",
    });
    expect(mails[0]?.headers).toMatchObject({ "x-paydesk-request": "r1" });
    expect(await openMailStore(folder).list(10)).toHaveLength(2);
  });

  it("gives one mail, and forgets all of them when told", async () => {
    await sendMail("First");
    const mail = (await listMails())[0];
    if (!mail) throw new Error("no mail");
    expect(await (await call(`/mails/${mail.id}`)).json()).toMatchObject({
      subject: "First",
      messageId: mail.messageId,
    });
    expect((await call("/mails", { method: "DELETE" })).status).toBe(204);
    expect(await listMails()).toEqual([]);
    expect((await call(`/mails/${mail.id}`)).status).toBe(404);
  });

  it("reads no file outside its folder", async () => {
    for (const id of ["..%2f..%2fetc%2fpasswd", "nothing", "0000000000000-00000000"]) {
      expect((await call(`/mails/${id}`)).status).toBe(404);
    }
  });
});

async function sendMail(subject: string): Promise<void> {
  const transport = createTransport(`smtp://127.0.0.1:${portOf(smtp.server)}`);
  const content = { text: "plain", html: "<p>rich</p>", headers: { "X-Paydesk-Request": "r1" } };
  await transport.sendMail({ from: "Shop <pay@demo.test>", to: "ada@demo.test", subject, ...content });
}

async function listMails(): Promise<CaughtMail[]> {
  const body = await (await call("/mails")).json();
  return body.mails;
}

function call(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`http://127.0.0.1:${portOf(api)}${path}`, init);
}

function portOf(server: { address(): unknown }): number {
  const address = server.address();
  if (address && typeof address === "object" && "port" in address) return Number(address.port);
  throw new Error("not listening");
}
