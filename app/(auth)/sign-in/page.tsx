import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SignInScreen } from "@/components/auth/sign-in-screen";
import { safeReturnTo } from "@/lib/auth/return-to";
import { currentStaff } from "@/lib/server/actor";
import { signInFacts } from "@/lib/server/sign-in-facts";
import { signInAction } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const returnTo = safeReturnTo((await searchParams).returnTo);
  if (await currentStaff()) redirect(returnTo);
  const { shopLine, helpEmail, demo } = await signInFacts();
  return (
    <SignInScreen shopLine={shopLine} helpEmail={helpEmail}>
      <SignInForm signIn={signInAction} returnTo={returnTo} demo={demo} />
    </SignInScreen>
  );
}
