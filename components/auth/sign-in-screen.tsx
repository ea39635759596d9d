import type { ReactNode } from "react";
import { SignInSample } from "@/components/auth/sign-in-sample";
import { BrandMark } from "@/components/layout/brand-mark";

export type SignInScreenProps = { shopLine: string; helpEmail: string | null; children: ReactNode };

export function SignInScreen({ shopLine, helpEmail, children }: SignInScreenProps) {
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-left">
        <div className="mark [&_svg]:size-9! text-title!">
          <BrandMark />
          Paydesk
        </div>
        <div className="my-auto w-full max-w-[360px]">
          <h1 className="text-hero font-bold tracking-[-0.02em]">Sign in</h1>
          <p className="text-muted text-lead mt-1 mb-6">{shopLine}</p>
          {children}
        </div>
        <p className="lab">{helpEmail && `Trouble? ${helpEmail}`}</p>
      </div>
      <SignInSample />
    </main>
  );
}
