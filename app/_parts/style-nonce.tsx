"use client";

import { useState } from "react";

/**
 * Packages that add style elements in the browser (scroll locks behind dialogs) ask for the nonce under this name. The first one stays: the
 * document keeps the policy it was loaded with, whatever later refreshes bring.
 */
export function StyleNonce({ nonce }: { nonce: string }) {
  useState(() => {
    if (typeof window !== "undefined") Object.assign(window, { __webpack_nonce__: nonce });
    return nonce;
  });
  return null;
}
