import { writingDirection } from "@/lib/format/customer-language";
import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";

/** Whoever comes back from the gateway in a browser that was never let in: the shop's own phone desk, or one that lost its pass on the way. */
export function AtShop({ speech: { language, words } }: { speech: CustomerSpeech }) {
  return (
    <div className="pay" lang={language} dir={writingDirection(language)}>
      <main id="main" className="flex flex-1 flex-col px-5 py-8">
        <h1 className="text-[22px] leading-7 font-bold tracking-[-0.015em]">{words.noPass.atShopTitle}</h1>
        <p className="text-muted mt-2">{words.noPass.atShopText}</p>
      </main>
    </div>
  );
}
