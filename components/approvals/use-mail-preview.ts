"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { MailPreviewView } from "@/components/approvals/ask-approval-view";

const pauseMs = 350;

/** Asks the server for the mail again shortly after the last change; an answer that comes late never wins. */
export function useMailPreview(
  form: RefObject<HTMLFormElement | null>,
  first: MailPreviewView,
  render: (form: FormData) => Promise<MailPreviewView>,
) {
  const [preview, setPreview] = useState(first);
  const [isStale, setIsStale] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const update = useCallback(() => {
    setIsStale(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      if (!form.current) return;
      const mine = ++turn.current;
      const next = await render(new FormData(form.current)).catch(() => null);
      if (mine !== turn.current) return;
      if (next) setPreview(next);
      setIsStale(next === null);
    }, pauseMs);
  }, [form, render]);

  // The page was read anew, and what would be asked has changed with it: the mail beside it must say the same.
  const seen = useRef(first.html);
  useEffect(() => {
    if (seen.current === first.html) return;
    seen.current = first.html;
    update();
  }, [first.html, update]);

  return { preview, isStale, update };
}
