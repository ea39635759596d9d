import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readCaughtMail } from "@/lib/connectors/mail/caught-mails";
import { MailTime } from "../mail-time";

export const metadata: Metadata = { title: "Mail of the demo shop" };

/** One mail as its reader sees it: no script runs in it, and its links open beside it. */
export default async function CaughtMailPage({ params }: { params: Promise<{ mailId: string }> }) {
  const mail = await readCaughtMail((await params).mailId);
  if (!mail) notFound();
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-[860px] flex-col px-4 py-4">
      <p>
        <a className="text-link underline" href="/dev/inbox">
          All mails
        </a>
      </p>
      <h1 className="text-title mt-2 font-bold">{mail.subject}</h1>
      <dl className="text-muted mt-1 mb-3 grid grid-cols-[auto_1fr] gap-x-3">
        <dt>From</dt>
        <dd className="break-all">{mail.from}</dd>
        <dt>To</dt>
        <dd className="break-all">{mail.to.join(", ")}</dd>
        <dt>Sent</dt>
        <dd>
          <MailTime at={mail.date} />
        </dd>
      </dl>
      {mail.html === null ? (
        <pre className="card flex-1 overflow-auto p-4 whitespace-pre-wrap">{mail.text}</pre>
      ) : (
        <iframe
          title="The mail"
          className="border-rule min-h-[760px] w-full flex-1 rounded border bg-white"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={withLinksBeside(mail.html)}
        />
      )}
      {mail.html !== null && mail.text !== null && (
        <details className="card mt-4 p-4">
          <summary className="cursor-pointer">Plain text</summary>
          <pre className="mt-3 overflow-auto text-[13px] whitespace-pre-wrap">{mail.text}</pre>
        </details>
      )}
    </main>
  );
}

function withLinksBeside(html: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`);
}
