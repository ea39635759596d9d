"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import type { ActionState } from "@/components/ui/action-state";
import { session } from "@/components/ui/session-state";

/** The page is older than the server: what it asks for does not exist any more, and certainly was not done (AU-4). */
export const OLD_PAGE = "old_page";
const NOT_SIGNED_IN = "not_signed_in";
const notSentText = "The desk could not be reached. Nothing was sent; do it again when it is back.";
const oldPageText =
  "Paydesk was updated while this page was open. Nothing was done. Load the page again, then repeat it.";

/** A server that cannot be reached is an answer like any other; a redirect is passed on to the router. */
export async function settleAction(call: () => Promise<ActionState>): Promise<ActionState> {
  // Behind a page that waits for the connection an act would be sent later, when nobody expects it any more.
  if (!navigator.onLine) return { status: "failed", message: notSentText };
  try {
    const state = await call();
    if (state.reason === NOT_SIGNED_IN) session.hasEnded({ isActing: true });
    return state;
  } catch (error) {
    unstable_rethrow(error);
    if (unstable_isUnrecognizedActionError(error)) return { status: "refused", reason: OLD_PAGE, message: oldPageText };
    return { status: "failed", message: "The desk could not be reached. Look at the record before you try again." };
  }
}
