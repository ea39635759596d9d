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

/** What can be undone may be done by plain Enter, from a choice too: a browser submits from a text field only. Mod+Enter does it in every dialog. */
export function submitOnEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter") return;
  if (!(event.target instanceof HTMLSelectElement || event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  if (event.currentTarget.querySelector("button[type=submit]")) event.currentTarget.requestSubmit();
}
