"use client";

import { useRouter } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import { ColleagueField } from "@/components/acts/colleague-field";
import { OwnStatusField } from "@/components/acts/own-status-field";
import { SnoozeField } from "@/components/acts/snooze-field";
import type { BulkKindView, BulkPreviewView, BulkSelectionView } from "@/components/bulk/bulk-view";
import { bulkWords } from "@/components/bulk/bulk-words";
import { useDesk } from "@/components/layout/desk-context";
import { type ActionState, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import type { ClockView } from "@/components/ui/clock-view";
import { Dialog } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { submitKept } from "@/components/ui/submit-kept";
import { submitOnEnter, submitOnModEnter } from "@/components/ui/submit-on-mod-enter";

export type BulkDialogProps = {
  kind: BulkKindView;
  selection: BulkSelectionView;
  clock: ClockView;
  onClose: () => void;
};

/** Before many orders are touched: how many they are now, what they are worth, and which are left out and why. */
export function BulkDialog({ kind, selection, clock, onClose }: BulkDialogProps) {
  const router = useRouter();
  const { bulk, showJob } = useDesk();
  const [requestId] = useState(newRequestId);
  const [round, setRound] = useState(0);
  const [preview, setPreview] = useState<BulkPreviewView | "broken" | null>(null);
  const words = bulkWords[kind];
  const isHarmless = kind === "snooze" || kind === "assign" || kind === "set_status";
  const text = JSON.stringify(selection);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round looks again
  useEffect(() => {
    let isCurrent = true;
    setPreview(null);
    bulk.preview({ kind, ...JSON.parse(text) }).then(
      (found) => isCurrent && setPreview(found),
      () => isCurrent && setPreview("broken"),
    );
    return () => {
      isCurrent = false;
    };
  }, [bulk, kind, text, round]);

  const [state, submit, isPending] = useActionState(async (previous: ActionState, form: FormData) => {
    const next = await settleAction(() => bulk.start(previous, form));
    if (next.status === "ok") {
      onClose();
      showJob(`blk_${requestId}`);
      router.refresh();
    } else if (next.reason === "selection_changed") setRound((value) => value + 1);
    return next;
  }, idleState);

  const known = preview === "broken" ? null : preview;
  const isTooMany = known !== null && known.total > known.most;
  const blocked = isPending
    ? "Starting"
    : known === null
      ? "One moment"
      : isTooMany
        ? `At most ${known.most} at once`
        : known.able === 0
          ? "None of them can"
          : undefined;
  return (
    <Dialog isOpen onClose={onClose} title={known ? words.button(known.total) : words.button(0).replace(" 0", "")}>
      <form
        onSubmit={submitKept(submit)}
        // What can be undone may be done by plain Enter; money never, and a mail to many neither.
        onKeyDown={isHarmless ? submitOnEnter : submitOnModEnter}
        className="flex min-h-0 flex-col"
      >
        <div className="dlg-b flex flex-col gap-3">
          {preview === null && <p role="status">Looking at the selection as it is now.</p>}
          {preview === "broken" && (
            <Note
              tone="bad"
              title="The selection could not be read."
              isLive
              action={
                <Button size="sm" onClick={() => setRound((value) => value + 1)}>
                  Try again
                </Button>
              }
            >
              Nothing was changed.
            </Note>
          )}
          {known && <PreviewText preview={known} />}
          {kind === "snooze" && <SnoozeField timeZone={clock.timeZone} error={state.fieldErrors?.until} />}
          {kind === "assign" && <ColleagueField error={state.fieldErrors?.ownerId} />}
          {kind === "set_status" && <OwnStatusField error={state.fieldErrors?.status} />}
          <p>{words.explanation}</p>
          <ActionStateNote state={state} />
        </div>
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="expected" value={known?.total ?? ""} />
        {"ids" in selection ? (
          selection.ids.map((id) => <input key={id} type="hidden" name="ids" value={id} />)
        ) : (
          <>
            <input type="hidden" name="list" value={selection.list} />
            <input type="hidden" name="query" value={selection.query} />
          </>
        )}
        <div className="dlg-f">
          <Button onClick={onClose} data-autofocus="">
            Cancel
          </Button>
          <span className="dlg-f-gap" />
          <Button
            type="submit"
            variant="brand"
            icon={words.icon}
            keys={isHarmless ? "Enter" : "Ctrl Enter"}
            disabledReason={blocked}
          >
            {known ? words.button(known.able) : "Start"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function PreviewText({ preview }: { preview: BulkPreviewView }) {
  const { total, able, most, sums, skips } = preview;
  return (
    <div role="status">
      <p className="text-lead">
        <b>
          {able} of {total > most ? `more than ${most}` : total}
        </b>{" "}
        {total === 1 ? "order" : "orders"} can be done.
      </p>
      {sums.length > 0 && (
        <p className="mt-1 flex flex-wrap gap-x-4">
          {sums.map((sum) => (
            <Amount key={sum.currency} amount={sum} />
          ))}
        </p>
      )}
      {skips.length > 0 && (
        <>
          <p className="cap mt-2">Left out</p>
          <ul>
            {skips.map(({ reason, count, examples }) => (
              <li key={reason}>
                <b className="num">{count}</b> {reason}{" "}
                <span className="text-muted num">
                  {examples.join(", ")}
                  {count > examples.length && ", …"}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
