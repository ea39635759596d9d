import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { hasMailCatcher, listCaughtMails } from "@/lib/connectors/mail/caught-mails";
import { MailTime } from "./mail-time";

export const metadata: Metadata = { title: "Mail inbox of the demo shop" };

/** What the demo shop has mailed. There is no such page in production mode. */
export default async function InboxPage() {
  await headers();
  if (!hasMailCatcher()) notFound();
  const mails = await listCaughtMails();
  return (
    <main id="main" className="mx-auto w-full max-w-[860px] px-4 py-6">
      <h1 className="text-title font-bold">Mail inbox of the demo shop</h1>
      <p className="text-muted mt-1 mb-4">
        Every mail that the shop sends ends here and goes nowhere else.{" "}
        <a className="text-link underline" href="/">
          Back to the desk
        </a>
      </p>
      {mails === undefined && (
        <p role="alert">The mail catcher does not answer. It runs beside this page; try again in a moment.</p>
      )}
      {mails?.length === 0 && (
        <p className="card p-6">No mail yet. Ask a customer for approval, and it appears here.</p>
      )}
      {mails !== undefined && mails.length > 0 && (
        <ul className="card divide-line divide-y overflow-hidden">
          {mails.map((mail) => (
            <li key={mail.id}>
              <a className="hover:bg-hover block min-h-12 px-4 py-3" href={`/dev/inbox/${mail.id}`}>
                <span className="flex flex-wrap justify-between gap-x-4">
                  <b className="break-all">{mail.to.join(", ")}</b>
                  <MailTime at={mail.date} />
                </span>
                <span className="text-muted block">{mail.subject}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
