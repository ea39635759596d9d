"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useMemo, useState } from "react";
import { type Desk, DeskContext, JobContext } from "@/components/layout/desk-context";
import { ToastHost } from "@/components/ui/toast-host";

export type DeskProvidersProps = Omit<Desk, "showJob"> & { children: ReactNode };

export function DeskProviders({ orderActs, colleagues, bulkKinds, bulk, children }: DeskProvidersProps) {
  const [jobId, showJob] = useState<string | null>(null);
  // The layout sends them anew with each refresh; they change with the person only.
  const text = JSON.stringify([orderActs, bulkKinds]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the actions are the same whichever copy of them is held
  const desk = useMemo((): Desk => {
    const [acts, kinds] = JSON.parse(text) as [Desk["orderActs"], Desk["bulkKinds"]];
    return { orderActs: acts, bulkKinds: kinds, colleagues, bulk, showJob };
  }, [text]);
  return (
    <NuqsAdapter>
      <DeskContext value={desk}>
        <JobContext value={{ jobId, showJob }}>{children}</JobContext>
      </DeskContext>
      <ToastHost />
    </NuqsAdapter>
  );
}
