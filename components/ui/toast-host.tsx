"use client";

import { Toaster } from "sonner";

/** Ten seconds, longer while pointed at or focused; the look is in `showToast`. */
export function ToastHost() {
  return (
    <Toaster position="bottom-left" offset={{ bottom: 52, left: 16 }} duration={10_000} visibleToasts={4} gap={8} />
  );
}
