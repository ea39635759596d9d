/** Without a link nothing is known of anyone, not even of which shop. Who was read out a code by the shop types it here. */
export function NoPass({ error = null }: { error?: string | null }) {
  const problem = error === null ? undefined : codeProblems[error];
  return (
    <div className="pay">
      <main id="main" className="flex flex-1 flex-col px-5 pt-16 pb-5">
        <h1 className="text-[22px] leading-7 font-bold tracking-[-0.015em]">Please open the link in our mail</h1>
        <p className="text-muted mt-2">
          This page shows your order once you come from there. For your safety it forgets you after a while. Nothing was
          charged.
        </p>
        <form method="post" action="/pay/code" className="mt-8 grid gap-3">
          <label className="text-[16px] font-semibold" htmlFor="code">
            Has the shop read out a code to you?
          </label>
          <input
            id="code"
            name="code"
            required
            maxLength={40}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="ABCD-EFGH"
            aria-describedby={problem ? "code-error" : undefined}
            aria-invalid={problem ? true : undefined}
            className="field num h-12 text-[18px]!"
          />
          {problem && (
            <p id="code-error" className="text-bad" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className="btn btn-lg btn-brand w-full rounded-lg!">
            Show my order
          </button>
        </form>
      </main>
    </div>
  );
}

const codeProblems: Readonly<Record<string, string>> = {
  code: "We do not know this code. It works once, for half an hour: please ask for a new one.",
  code_rests: "There were too many tries. Please wait a quarter of an hour, or ask for a link by mail.",
};
