"use client";

import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { PasswordField } from "@/components/auth/password-field";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { session, useAsksToSignIn } from "@/components/ui/session-state";
import { settleAction } from "@/components/ui/settle-action";
import { submitKept } from "@/components/ui/submit-kept";

export type SignInAgainProps = { user: { name: string; email: string }; signInAgain: FormAction };

/** The session has ended under an open page: the same person signs in over it, and what was typed below stays. */
export function SignInAgain(props: SignInAgainProps) {
  return useAsksToSignIn() ? <SignInDialog {...props} /> : null;
}

function SignInDialog({ user, signInAgain }: SignInAgainProps) {
  const router = useRouter();
  const [password, setPassword] = useState("");
  const [state, submit, isPending] = useActionState(async (previous: ActionState, form: FormData) => {
    const next = await settleAction(() => signInAgain(previous, form));
    if (next.status !== "ok") return next;
    session.lives();
    router.refresh();
    return next;
  }, idleState);
  return (
    <Dialog isOpen onClose={session.putOff} title="Your session has ended">
      <form onSubmit={submitKept(submit)} className="flex min-h-0 flex-col">
        <div className="dlg-b flex flex-col gap-3">
          <p>Sign in again to go on. Nothing was done meanwhile, and what you typed is still there.</p>
          <div>
            <label className="flab" htmlFor="sign-in-again-email">
              Work e-mail
            </label>
            <input
              id="sign-in-again-email"
              name="email"
              className="field field-fixed h-10!"
              autoComplete="username"
              readOnly
              value={user.email}
            />
          </div>
          <PasswordField value={password} onChange={setPassword} />
          <ActionStateNote state={state} />
        </div>
        <div className="dlg-f">
          <a className="text-link" href="/sign-in">
            I am not {user.name}
          </a>
          <span className="dlg-f-gap" />
          <Button type="submit" variant="brand" disabledReason={isPending ? "Signing in" : undefined}>
            Sign in
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
