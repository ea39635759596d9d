/** Without a link nothing is known of anyone, not even of which shop. */
export function NoPass() {
  return (
    <div className="pay">
      <main id="main" className="flex flex-1 flex-col px-5 pt-16 pb-5">
        <h1 className="text-[22px] leading-7 font-bold tracking-[-0.015em]">Please open the link in our mail</h1>
        <p className="text-muted mt-2">
          This page shows your order once you come from there. For your safety it forgets you after a while. Nothing was
          charged.
        </p>
      </main>
    </div>
  );
}
