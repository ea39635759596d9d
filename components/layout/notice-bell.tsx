"use client";

import { Bell } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { NoticeView } from "@/components/layout/shell-view";
import type { FormAction } from "@/components/ui/action-state";
import { idleState } from "@/components/ui/action-state";
import { formatLogMoment } from "@/components/ui/format-moment";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";

export type NoticeBellProps = { notices: NoticeView[]; timeZone: string; readNotices: FormAction };

const toldKey = "paydesk.told";

/** What colleagues did to this person's work, and alerts about it: said once when it happens, and kept on the bell until it was looked at. */
export function NoticeBell({ notices, timeZone, readNotices }: NoticeBellProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);

  useEffect(() => {
    const told = new Set((sessionStorage.getItem(toldKey) ?? "").split(" "));
    for (const notice of notices.filter(({ id }) => !told.has(id))) {
      told.add(notice.id);
      showToast("info", notice.text, { action: { label: "Look", onSelect: () => router.push(notice.href) } });
    }
    sessionStorage.setItem(toldKey, [...told].slice(-50).join(" "));
  }, [notices, router]);

  const close = () => {
    setIsOpen(false);
    if (notices.length > 0) void settleAction(() => readNotices(idleState, new FormData()));
  };
  const label =
    notices.length === 0 ? "No new notices" : `${notices.length} new ${notices.length === 1 ? "notice" : "notices"}`;
  return (
    <Popover
      label="Notices"
      isOpen={isOpen}
      onOpenChange={(open) => (open ? setIsOpen(true) : close())}
      align="end"
      anchor={
        <span className="relative">
          <IconButton
            icon={Bell}
            label={label}
            aria-expanded={isOpen}
            onClick={() => (isOpen ? close() : setIsOpen(true))}
          />
          {notices.length > 0 && (
            <span className="bell-count" aria-hidden>
              {notices.length}
            </span>
          )}
        </span>
      }
    >
      <div className="w-72">
        {notices.length === 0 ? (
          <p className="text-muted">
            Nothing new. You are told here when a colleague takes over or hands you an order, when a supervisor answers
            you, and when a hold of yours has 24 hours left.
          </p>
        ) : (
          <ul className="flex flex-col gap-2">
            {notices.map((notice) => (
              <li key={notice.id}>
                <Link href={notice.href} onClick={close}>
                  {notice.text}
                </Link>
                <span className="lab block">{formatLogMoment(notice.at, timeZone)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Popover>
  );
}
