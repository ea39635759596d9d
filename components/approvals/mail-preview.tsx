"use client";

import { Monitor, Smartphone, X } from "lucide-react";
import { useState } from "react";
import type { MailPreviewView } from "@/components/approvals/ask-approval-view";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";

export type MailPreviewProps = { preview: MailPreviewView; isStale: boolean; onClose: () => void };

type Device = "desktop" | "phone" | "text";

/** The real mail, as it will be sent: no script, no access to the desk, its links do nothing here. */
export function MailPreview({ preview, isStale, onClose }: MailPreviewProps) {
  const [device, setDevice] = useState<Device>("desktop");
  return (
    <section
      className="bg-well border-rule flex min-h-[480px] min-w-0 flex-col border-l"
      aria-label="Preview of the mail"
      aria-busy={isStale}
    >
      <div className="dlg-h bg-card h-16">
        <h2 className="text-lead! flex-1 leading-5!">Preview</h2>
        <Segmented
          label="Preview as"
          size="sm"
          value={device}
          choices={[
            { value: "desktop", label: "Desktop", icon: Monitor },
            { value: "phone", label: "Phone", icon: Smartphone },
            { value: "text", label: "Text" },
          ]}
          onChange={setDevice}
        />
        <IconButton icon={X} label="Close" size="sm" onClick={onClose} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-2.5 px-4 py-3">
        <dl className="card grid grid-cols-[56px_1fr] gap-y-0.5 px-3.5 py-2.5">
          <dt className="lab leading-5">From</dt>
          <dd>{preview.from}</dd>
          <dt className="lab leading-5">Subject</dt>
          <dd className="font-bold">{preview.subject}</dd>
        </dl>
        {device === "text" ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          <pre className="card min-h-0 flex-1 overflow-auto p-4 font-mono text-[13px] whitespace-pre-wrap" tabIndex={0}>
            {preview.text}
          </pre>
        ) : (
          <iframe
            title="The mail as the customer gets it"
            sandbox=""
            srcDoc={preview.html}
            className={`border-rule mx-auto w-full min-h-0 flex-1 rounded border bg-white ${device === "phone" ? "max-w-[375px]" : ""}`}
            data-theme="light"
          />
        )}
      </div>
    </section>
  );
}
