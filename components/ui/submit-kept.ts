"use client";

import { type FormEvent, startTransition } from "react";

/** For `onSubmit`: React would empty the fields of a form with an action; what was typed must survive a refusal. */
export function submitKept(submit: (form: FormData) => void) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    startTransition(() => submit(form));
  };
}
