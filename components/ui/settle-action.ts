"use client";

import { unstable_rethrow } from "next/navigation";
import type { ActionState } from "@/components/ui/action-state";

/** A server that cannot be reached is an answer like any other; a redirect is passed on to the router. */
export async function settleAction(call: () => Promise<ActionState>): Promise<ActionState> {
  try {
    return await call();
  } catch (error) {
    unstable_rethrow(error);
    return { status: "failed", message: "The desk could not be reached. Look at the record before you try again." };
  }
}
