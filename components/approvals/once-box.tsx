"use client";

import { Copy } from "lucide-react";
import { useEffect, useRef } from "react";
import type { OnceView } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/show-toast";

export type OnceBoxProps = { label: string; once: OnceView; hint: string };

/** A link or a code that is shown this once: to be copied, or read out, now. */
export function OnceBox({ label, once, hint }: OnceBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const copy = () =>
    navigator.clipboard.writeText(once.value).then(
      () => showToast("ok", "Copied."),
      () => field.current?.select(),
    );
  return (
    <div className="border-line bg-inset rounded border p-3" role="status">
      <label className="flab" htmlFor="once-value">
        {label}
      </label>
      <div className="flex gap-2">
        <input id="once-value" ref={field} readOnly value={once.value} className="field num flex-1 font-semibold" />
        <Button icon={Copy} onClick={copy}>
          Copy
        </Button>
      </div>
      <p className="lab mt-1.5">
        Works until {once.until}. {hint} It is not shown again.
      </p>
    </div>
  );
}
