"use client";

/** Single-key shortcuts can be switched off (WCAG 2.1.4); the choice stands in a cookie. */
export function areSingleKeysOn(): boolean {
  return !document.cookie.split("; ").includes("single_keys=off");
}

/** True while somebody types: keys then belong to the text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName)) &&
    !(target instanceof HTMLInputElement && ["checkbox", "radio"].includes(target.type))
  );
}
