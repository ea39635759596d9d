"use client";

import { CircleCheck, Info, OctagonAlert, X } from "lucide-react";
import { toast } from "sonner";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";

export type ToastTone = "ok" | "bad" | "info";

export type ToastOptions = { action?: { label: string; onSelect: () => void } };

const icons = { ok: CircleCheck, bad: OctagonAlert, info: Info };

export function showToast(tone: ToastTone, message: string, { action }: ToastOptions = {}): void {
  const Icon = icons[tone];
  toast.custom(
    (id) => (
      <div className={classNames("toast", tone !== "info" && `toast-${tone}`)}>
        <Glyph icon={Icon} className="ic" />
        <span className="flex-1">{message}</span>
        {action && (
          <button
            type="button"
            className="btn btn-sm btn-on-dark"
            onClick={() => {
              toast.dismiss(id);
              action.onSelect();
            }}
          >
            {action.label}
          </button>
        )}
        <button
          type="button"
          className="grid size-[26px] place-items-center rounded"
          aria-label="Close"
          onClick={() => toast.dismiss(id)}
        >
          <Glyph icon={X} className="ic ic-14" />
        </button>
      </div>
    ),
    { duration: tone === "bad" ? 20_000 : 10_000 },
  );
}
