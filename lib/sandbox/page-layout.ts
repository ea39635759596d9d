import { Html, html } from "./html";
import type { Reply } from "./http-exchange";
import { PAGE_STYLE } from "./page-style";

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
}

const SECURITY_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

export function pageReply(page: Page): Reply {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<style>${new Html(PAGE_STYLE)}</style>
</head>
<body>
<header class="banner"><p><strong>Sandbox</strong> No real card, no real money. This page stands in for the payment provider.</p></header>
<main>${page.body}</main>
</body>
</html>
`;
  return { status: page.status ?? 200, headers: SECURITY_HEADERS, body: document.markup };
}

export function redirect(location: string): Reply {
  return {
    status: 303,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
    body: "",
  };
}
