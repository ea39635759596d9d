"use client";

import { useEffect, useState } from "react";
import { customerLanguage, writingDirection } from "@/lib/format/customer-language";
import { brokenWords } from "@/lib/format/customer-messages/broken";

type BrokenPayPageProps = { error: Error & { digest?: string }; retry: () => void };

/** In the language that the document has, or gets with this page: a page that broke on the server brings it only once it stands. */
export default function BrokenPayPage({ error, retry }: BrokenPayPageProps) {
  const [language, setLanguage] = useState(() => customerLanguage(documentLanguage()));
  useEffect(() => setLanguage(customerLanguage(documentLanguage())), []);
  const words = brokenWords[language];
  return (
    <main id="main" className="pay px-5 pt-16" lang={language} dir={writingDirection(language)}>
      <h1 className="text-[22px] leading-7 font-bold tracking-[-0.015em]">{words.title}</h1>
      <p className="text-muted mt-2">
        {words.text}
        {error.digest ? ` (${error.digest})` : ""}
      </p>
      <button type="button" className="btn btn-lg btn-brand mt-8 w-full rounded-lg!" onClick={retry}>
        {words.again}
      </button>
    </main>
  );
}

function documentLanguage(): string | null {
  return typeof document === "undefined" ? null : document.documentElement.lang;
}
