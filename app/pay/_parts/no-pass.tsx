import { PayLanguages } from "@/components/approvals/pay-languages";
import { customerLanguages, ownLanguageName, writingDirection } from "@/lib/format/customer-language";
import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";

/** Without a link nothing is known of anyone, not even of which shop. Who was read out a code by the shop types it here. */
export function NoPass({ speech, error = null }: { speech: CustomerSpeech; error?: string | null }) {
  const { language, words } = speech;
  const { noPass } = words;
  const problem = error === "code" || error === "code_rests" ? noPass[error] : undefined;
  const languages = customerLanguages.map((code) => ({ code, name: ownLanguageName(code) }));
  return (
    <div className="pay" lang={language} dir={writingDirection(language)}>
      <header className="pay-h justify-end!">
        <PayLanguages frame={{ language, languages, languageLabel: words.page.language }} />
      </header>
      <main id="main" className="flex flex-1 flex-col px-5 pb-5">
        <h1 className="text-[22px] leading-7 font-bold tracking-[-0.015em]">{noPass.title}</h1>
        <p className="text-muted mt-2">{noPass.text}</p>
        <form method="post" action="/pay/code" className="mt-8 grid gap-3">
          <label className="text-[16px] font-semibold" htmlFor="code">
            {noPass.codeLabel}
          </label>
          <input
            id="code"
            name="code"
            required
            maxLength={40}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="ACDE-F346"
            aria-describedby={problem ? "code-error" : undefined}
            aria-invalid={problem ? true : undefined}
            className="field num h-12! text-[18px]!"
          />
          {problem && (
            <p id="code-error" className="text-bad" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className="btn btn-lg btn-brand w-full rounded-lg!">
            {noPass.show}
          </button>
        </form>
      </main>
    </div>
  );
}
