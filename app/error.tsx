"use client";

import { Button } from "@/components/ui/button";
import { PlainScreen } from "./_parts/plain-screen";

type BrokenPageProps = { error: Error & { digest?: string }; retry: () => void };

/** Never the error's own words: they may hold a query, a path or a name. The reference leads to them in the log. */
export default function BrokenPage({ error, retry }: BrokenPageProps) {
  return (
    <PlainScreen
      title="This page could not be shown"
      action={
        <Button variant="brand" onClick={retry}>
          Try again
        </Button>
      }
    >
      <p>Nothing was changed.{error.digest ? ` Reference ${error.digest}.` : ""}</p>
    </PlainScreen>
  );
}
