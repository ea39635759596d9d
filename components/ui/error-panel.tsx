"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

export type ErrorPanelProps = {
  /** "Failed captures could not be read." */
  title: string;
  reference: string;
  /** What is still shown: "You see 10:31 data; nothing was changed." */
  children?: string | undefined;
};

export function ErrorPanel({ title, reference, children = "Nothing was changed." }: ErrorPanelProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Note
      tone="bad"
      title={title}
      className="m-3"
      action={
        <Button
          size="sm"
          onClick={() => startTransition(() => router.refresh())}
          disabledReason={isPending ? "Trying" : undefined}
        >
          Try again
        </Button>
      }
    >
      {children} Reference {reference}.
    </Note>
  );
}
