"use client";

import type { KeyboardEvent } from "react";

/** Money moves on Mod+Enter or a press of its button, never on plain Enter. Put on the form's `onKeyDown`. */
export function submitOnModEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter") return;
  const { target, currentTarget: form } = event;
  if (event.metaKey || event.ctrlKey) {
    event.preventDefault();
    const submit = form.querySelector("button[type=submit]");
    if (submit) form.requestSubmit();
    return;
  }
  const isTyping = target instanceof HTMLTextAreaElement;
  const isHarmless =
    target instanceof HTMLAnchorElement || (target instanceof HTMLButtonElement && target.type !== "submit");
  if (!isTyping && !isHarmless) event.preventDefault();
}
