"use client";

import { useActionState, useId, useState } from "react";
import { PasswordField } from "@/components/auth/password-field";
import { type FormAction, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";

export type DemoAccountView = { email: string; label: string };

export type SignInFormProps = {
  /** Gets `email`, `password`, `returnTo`. Redirects when it is right. */
  signIn: FormAction;
  returnTo: string;
  /** Demo only: the accounts to choose from, and their password. */
  demo: { accounts: DemoAccountView[]; password: string } | null;
};

export function SignInForm({ signIn, returnTo, demo }: SignInFormProps) {
  const [state, submit, isPending] = useActionState(signIn, idleState);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const emailId = useId();
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="returnTo" value={returnTo} />
      <ActionStateNote state={state} />
      <div>
        <label className="flab" htmlFor={emailId}>
          Work e-mail
        </label>
        <input
          id={emailId}
          name="email"
          type="email"
          className="field h-10!"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </div>
      <PasswordField value={password} onChange={setPassword} />
      <Button
        type="submit"
        variant="brand"
        className="h-11! text-[15px]!"
        disabledReason={isPending ? "Signing in" : undefined}
      >
        Sign in
      </Button>
      {demo && (
        <fieldset className="border-line border-t pt-4">
          <legend className="sr-only">Demo accounts</legend>
          <p className="lab mb-2">This is a demo. Choose who you are, then sign in:</p>
          <div className="flex flex-wrap gap-2">
            {demo.accounts.map((account) => (
              <Button
                key={account.email}
                size="sm"
                onClick={() => {
                  setEmail(account.email);
                  setPassword(demo.password);
                }}
              >
                {account.label}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
    </form>
  );
}
