"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ToastHost } from "@/components/ui/toast-host";

export function DeskProviders({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      {children}
      <ToastHost />
    </NuqsAdapter>
  );
}
