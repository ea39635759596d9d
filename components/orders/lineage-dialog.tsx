"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";

/** The chain over the record it was opened from; closing goes back there. */
export function LineageDialog({ orderNumber, children }: { orderNumber: string; children: ReactNode }) {
  const router = useRouter();
  return (
    <Dialog isOpen onClose={() => router.back()} title={`Linked orders of ${orderNumber}`} size="wide">
      {children}
    </Dialog>
  );
}
