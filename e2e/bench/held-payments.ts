export type Hold = { readonly reference: string; readonly amountMinor: number };

const AT_ONCE = 24;
const KEY = "sk_test_paydesk_bench";

/** Asks the sandbox for so many holds on one saved card, as a shop's checkout would have. */
export async function placeHolds(sandboxUrl: string, count: number): Promise<Hold[]> {
  const customer = await post(sandboxUrl, "/v1/customers", { name: "Bench" });
  const method = await post(sandboxUrl, "/v1/payment_methods/pm_card_visa/attach", { customer: customer.id });
  const holds: Hold[] = [];
  let next = 0;
  const placeSome = async () => {
    while (next < count) {
      const amountMinor = 1_000 + ((next++ * 37) % 50_000);
      const intent = await post(sandboxUrl, "/v1/payment_intents", {
        amount: `${amountMinor}`,
        currency: "usd",
        customer: customer.id,
        payment_method: method.id,
        "allowed_payment_method_types[0]": "card",
        capture_method: "manual",
        confirm: "true",
        off_session: "true",
      });
      holds.push({ reference: intent.id, amountMinor });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, placeSome));
  return holds;
}

async function post(base: string, path: string, form: Record<string, string>): Promise<{ id: string }> {
  const response = await fetch(`${base}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}` },
    body: new URLSearchParams(form),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as { id: string };
}
