/** What the demo shop asks of the gateway's sandbox beyond payments: customers with cards, the time, and what is to go wrong. */
export class SandboxControl {
  readonly #url: string;
  readonly #secretKey: string;

  constructor(url: string, secretKey: string) {
    this.#url = url;
    this.#secretKey = secretKey;
  }

  async customerWithCard(
    name: string,
    email: string,
    card: string,
  ): Promise<{
    customerToken: string;
    token: string;
    brand: string;
    last4: string;
    expiryMonth: number;
    expiryYear: number;
  }> {
    const customer = await this.#post<{ id: string }>("/v1/customers", { name, email });
    const method = await this.#post<{
      id: string;
      card: { brand: string; last4: string; exp_month: number; exp_year: number };
    }>(`/v1/payment_methods/${card}/attach`, { customer: customer.id });
    return {
      customerToken: customer.id,
      token: method.id,
      brand: method.card.brand,
      last4: method.card.last4,
      expiryMonth: method.card.exp_month,
      expiryYear: method.card.exp_year,
    };
  }

  setClock(now: Date): Promise<void> {
    return this.#control("POST", "/__sandbox/clock", { now: now.toISOString() });
  }

  fault(rule: object): Promise<void> {
    return this.#control("POST", "/__sandbox/faults", rule);
  }

  clearFaults(): Promise<void> {
    return this.#control("DELETE", "/__sandbox/faults");
  }

  async #post<T>(path: string, form: Record<string, string>): Promise<T> {
    const response = await fetch(`${this.#url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.#secretKey}` },
      body: new URLSearchParams(form),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}`);
    return (await response.json()) as T;
  }

  async #control(method: string, path: string, body?: object): Promise<void> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}`);
  }
}
