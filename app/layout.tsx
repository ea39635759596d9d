import "./plain.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { parseDensityChoice, parseThemeChoice } from "@/components/ui/preferences";
import { nonceHeader } from "@/lib/server/request-headers";
import { documentLanguage } from "@/lib/server/visitor-speech";
import { StyleNonce } from "./_parts/style-nonce";

export const metadata: Metadata = {
  title: { default: "Paydesk", template: "%s - Paydesk" },
  description: "The desk where a customer-service team keeps orders paid.",
  referrer: "same-origin",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f3f3f3" },
    { media: "(prefers-color-scheme: dark)", color: "#121212" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const nonce = (await headers()).get(nonceHeader) ?? "";
  return (
    <html
      lang={await documentLanguage()}
      data-theme={parseThemeChoice(jar.get("theme")?.value)}
      data-density={parseDensityChoice(jar.get("density")?.value)}
      suppressHydrationWarning
    >
      <body>
        <StyleNonce nonce={nonce} />
        {children}
      </body>
    </html>
  );
}
