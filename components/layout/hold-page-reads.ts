"use client";

import { connection } from "@/components/layout/connection-state";

const pauseMs = 1_500;

/**
 * A page that the router cannot fetch is given to the browser to load, which leaves the desk for the browser's own error page and loses what was
 * typed. So the fetch of a page waits here until the desk can be reached. Acts do not: one that could not be sent says so at once. Returns how to
 * stop.
 */
export function holdPageReads(): () => void {
  const fetchNow = window.fetch;
  const read: typeof fetch = async (input, init) => {
    const tryOnce = () => fetchNow(input, init).then(reached, (error: unknown) => missed(error, init));
    const first = await tryOnce();
    if (first) return first;
    connection.waits();
    try {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        const response = await tryOnce();
        if (response) return response;
      }
    } finally {
      connection.waitsNoLonger();
    }
  };
  const held: typeof fetch = (input, init) => (isPageRead(init) ? read(input, init) : fetchNow(input, init));
  window.fetch = held;
  return () => {
    if (window.fetch === held) window.fetch = fetchNow;
  };
}

/** What stands before the desk answers for it while it is away. */
function reached(response: Response): Response | null {
  return response.status >= 502 && response.status <= 504 ? null : response;
}

function missed(error: unknown, init?: RequestInit): null {
  if (init?.signal?.aborted) throw error;
  return null;
}

function isPageRead(init?: RequestInit): boolean {
  if ((init?.method ?? "GET") !== "GET") return false;
  const headers = new Headers(init?.headers);
  const isAhead = headers.has("next-router-prefetch") || headers.has("next-router-segment-prefetch");
  return headers.has("rsc") && !isAhead;
}
