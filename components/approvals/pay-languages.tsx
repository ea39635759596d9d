import { ChevronDown } from "lucide-react";
import type { PayFrameView } from "@/components/approvals/approve-page-view";

/** The languages of the page, without script: each a link that is remembered for this page alone and changes nothing else. */
export function PayLanguages({ frame }: { frame: Omit<PayFrameView, "shop"> }) {
  return (
    <details className="pay-lang">
      <summary aria-label={`${frame.languageLabel}: ${frame.language.toUpperCase()}`}>
        {frame.language.toUpperCase()}
        <ChevronDown className="ic ic-14" aria-hidden />
      </summary>
      <ul>
        {frame.languages.map(({ code, name }) => (
          <li key={code}>
            <a
              href={`/pay/language?to=${code}`}
              lang={code}
              hrefLang={code}
              aria-current={code === frame.language ? "true" : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
