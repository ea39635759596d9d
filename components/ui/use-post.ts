"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { type FormAction, idleState } from "@/components/ui/action-state";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";

/** Posts a few fields to an action without a form around them, and says what came of it. */
export function usePost() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const run = (action: FormAction, fields: Record<string, string>, onDone?: () => void) =>
    startTransition(async () => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...fields, requestId: newRequestId() })) form.append(name, value);
      const state = await settleAction(() => action(idleState, form));
      if (state.status !== "ok") return showToast("bad", state.message ?? "It did not happen.");
      if (onDone) onDone();
      else if (state.message) showToast(state.isRefused ? "bad" : "ok", state.message);
      router.refresh();
    });
  return { run, isPending };
}
