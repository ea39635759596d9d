import type { PaypalWorld } from "./world";

/** A test buyer: an account at PayPal with a fate of its own. */
export interface Buyer {
  readonly key: string;
  readonly name: readonly [given: string, surname: string];
  /** What the page says about them. */
  readonly story: string;
  readonly payerId: string;
  /** Why an authorization or a payment at once is refused. */
  readonly refusal?:
    | "INSTRUMENT_DECLINED"
    | "PAYER_ACTION_REQUIRED"
    | "PAYER_ACCOUNT_LOCKED_OR_CLOSED"
    | "TRANSACTION_REFUSED";
  /** A capture that PayPal looks at first, and how that ends. */
  readonly review?: "COMPLETED" | "DECLINED";
  readonly refund?: "COMPLETED" | "FAILED";
  /** Wants back through PayPal whatever was taken. */
  readonly disputes?: boolean;
  /** The money is spent elsewhere once PayPal no longer keeps it back. */
  readonly isBrokeAfterHonour?: boolean;
}

export const BUYERS: readonly Buyer[] = [
  { key: "ava", name: ["Ava", "Harper"], story: "pays", payerId: "AVAHARPER2345" },
  {
    key: "ben",
    name: ["Ben", "Short"],
    story: "the bank refuses",
    payerId: "BENSHRT234567",
    refusal: "INSTRUMENT_DECLINED",
  },
  {
    key: "cleo",
    name: ["Cleo", "Again"],
    story: "must come back to PayPal",
    payerId: "CLEQAGAJN2345",
    refusal: "PAYER_ACTION_REQUIRED",
  },
  {
    key: "dan",
    name: ["Dan", "Locked"],
    story: "the account is locked",
    payerId: "DANLQCKED2345",
    refusal: "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
  },
  {
    key: "eve",
    name: ["Eve", "Risky"],
    story: "PayPal's risk controls refuse",
    payerId: "EVERJSKY23456",
    refusal: "TRANSACTION_REFUSED",
  },
  {
    key: "finn",
    name: ["Finn", "Review"],
    story: "captures are reviewed, then pass",
    payerId: "FJNNREVJEW234",
    review: "COMPLETED",
  },
  {
    key: "gus",
    name: ["Gus", "Review"],
    story: "captures are reviewed, then fail",
    payerId: "GUSREVJEW2345",
    review: "DECLINED",
  },
  {
    key: "hana",
    name: ["Hana", "Echeck"],
    story: "refunds wait, then pass",
    payerId: "HANAECHECK234",
    refund: "COMPLETED",
  },
  {
    key: "ivan",
    name: ["Ivan", "Echeck"],
    story: "refunds wait, then fail",
    payerId: "JVANECHECK234",
    refund: "FAILED",
  },
  {
    key: "jo",
    name: ["Jo", "Spender"],
    story: "the money is gone after three days",
    payerId: "JQSPENDER2345",
    isBrokeAfterHonour: true,
  },
  {
    key: "kay",
    name: ["Kay", "Regret"],
    story: "disputes what was taken",
    payerId: "KAYREGRET2345",
    disputes: true,
  },
];

export function buyerOf(key: string): Buyer {
  const buyer = BUYERS.find((each) => each.key === key);
  if (buyer === undefined) throw new Error(`there is no test buyer ${key}`);
  return buyer;
}

export function emailOf({ key }: Buyer): string {
  return `${key}@buyer.example`;
}

const MAGIC_VAULT = /^sandbox_vault_([a-z]+)$/;

/** Whose account a vault id stands for: one kept after an approval, or `sandbox_vault_<buyer>`, which always exists. */
export function buyerOfVault(world: PaypalWorld, vaultId: string): Buyer | undefined {
  const key = world.state.vault.get(vaultId)?.buyer ?? MAGIC_VAULT.exec(vaultId)?.[1];
  return BUYERS.find((buyer) => buyer.key === key);
}
