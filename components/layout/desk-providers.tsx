"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useMemo, useState } from "react";
import { type Desk, DeskContext, JobContext } from "@/components/layout/desk-context";
import { ToastHost } from "@/components/ui/toast-host";

export type DeskProvidersProps = Omit<Desk, "showJob"> & { children: ReactNode };

export function DeskProviders({ colleagues, bulk, children, ...data }: DeskProvidersProps) {
  const [jobId, showJob] = useState<string | null>(null);
  // The layout sends them anew with each refresh; they seldom change.
  const text = JSON.stringify(data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the actions are the same whichever copy of them is held
  const desk = useMemo((): Desk => ({ ...(JSON.parse(text) as typeof data), colleagues, bulk, showJob }), [text]);
  return (
    <NuqsAdapter>
      <DeskContext value={desk}>
        <JobContext value={{ jobId, showJob }}>{children}</JobContext>
      </DeskContext>
      <ToastHost />
    </NuqsAdapter>
  );
}
