"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useRef } from "react";
import { setCookie } from "@/components/ui/set-cookie";

const cookie = "split_pane";

/**
 * The record beside a list. Its id stands in the URL, so that a link shows the same; that it stays open from list to list is this person's own
 * habit, and kept in a cookie. Peeking opens it for once.
 */
export function useSideRecord(firstId: string | undefined) {
  const [openId, setOpenId] = useQueryState("peek", parseAsString.withOptions({ history: "replace", shallow: true }));
  const isKept = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the list opens
  useEffect(() => {
    isKept.current = document.cookie.split("; ").includes(`${cookie}=on`) && window.innerWidth > 1100;
    if (isKept.current && openId === null && firstId !== undefined) void setOpenId(firstId);
  }, []);

  const keep = (isOn: boolean) => {
    isKept.current = isOn;
    setCookie(cookie, isOn ? "on" : "off");
  };
  const close = () => {
    if (isKept.current) keep(false);
    void setOpenId(null);
  };
  return {
    openId,
    close,
    /** The focus moved: an open pane follows it. */
    follow: (id: string) => {
      if (openId !== null && openId !== id) void setOpenId(id);
    },
    peek: (id: string) => (openId === id ? close() : void setOpenId(id)),
    /** Both panes, on or off, until changed again. */
    toggle: (id: string | undefined) => {
      if (openId !== null) return close();
      keep(true);
      if (id !== undefined) void setOpenId(id);
    },
  };
}
