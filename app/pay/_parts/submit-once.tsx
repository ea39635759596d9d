"use client";

import { useEffect } from "react";

/** Presses the page's one button for the customer who comes back from the gateway. Without script the button is there to be pressed. */
export function SubmitOnce() {
  useEffect(() => {
    document.querySelector<HTMLFormElement>("form[action='/pay/returned']")?.requestSubmit();
  }, []);
  return null;
}
