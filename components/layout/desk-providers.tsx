"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useMemo } from "react";
import { type Desk, DeskContext } from "@/components/layout/desk-context";
import { ToastHost } from "@/components/ui/toast-host";

export type DeskProvidersProps = Desk & { children: ReactNode };

export function DeskProviders({ orderActs, colleagues, children }: DeskProvidersProps) {
  // The layout sends them anew with each refresh; they change with the person only.
  const text = JSON.stringify(orderActs);
  const desk = useMemo(() => ({ orderActs: JSON.parse(text) as Desk["orderActs"], colleagues }), [text, colleagues]);
  return (
    <NuqsAdapter>
      <DeskContext value={desk}>{children}</DeskContext>
      <ToastHost />
    </NuqsAdapter>
  );
}
