"use server";

import type { ActionState } from "@/lib/server/action-state";
import { signInHere, signInWithPassword, signOutOnServer } from "@/lib/server/sign-in-door";

export async function signInAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  return signInWithPassword(form);
}

export async function signInAgainAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  return signInHere(form);
}

export async function signOutAction(): Promise<void> {
  await signOutOnServer();
}
