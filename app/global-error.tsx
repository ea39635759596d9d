"use client";

import "./plain.css";
import { Button } from "@/components/ui/button";
import { PlainScreen } from "./_parts/plain-screen";

type BrokenSiteProps = { error: Error & { digest?: string }; retry: () => void };

export default function BrokenSite({ error, retry }: BrokenSiteProps) {
  return (
    <html lang="en" data-theme="system" data-density="comfy">
      <body>
        <title>Paydesk</title>
        <PlainScreen
          title="Paydesk could not be shown"
          action={
            <Button variant="brand" onClick={retry}>
              Try again
            </Button>
          }
        >
          <p>Nothing was changed.{error.digest ? ` Reference ${error.digest}.` : ""}</p>
        </PlainScreen>
      </body>
    </html>
  );
}
