import type { Pool } from "pg";
import { newId } from "@/lib/db/new-id";
import type { NewRow } from "@/lib/db/tables";
import { transaction } from "@/lib/db/transaction";
import { defaultAuthorizationWindows } from "@/lib/payments/authorization-window-defaults";
import { HOUR_MS } from "@/lib/payments/instant";

export type NewStore = Pick<
  NewRow<"stores">,
  "priceRisePolicy" | "successorNumbering" | "nextOrderNumber" | "isDemo"
> & {
  readonly id: string;
  readonly name: string;
  readonly mark: string;
  readonly supportPhone: string;
  readonly supportEmail: string;
  readonly timeZone: string;
  readonly currency: string;
  /** Whether customers of this store may pay with PayPal; an administrator changes it later. */
  readonly takesPaypal?: boolean;
};

/** Opens a store with the house's defaults: payment types in charging order and authorization windows. Does nothing for a store that exists. */
export async function createStore(pool: Pool, { takesPaypal = false, ...store }: NewStore): Promise<void> {
  await transaction(pool, async (tx) => {
    const [known] = await tx.select("stores", { id: store.id });
    if (known) return;
    await tx.insert("stores", { ...store, createdAt: new Date(tx.now) });
    await tx.insertAll(
      "payment_types",
      defaultPaymentTypes.map((type) => ({
        storeId: store.id,
        ...type,
        isEnabled: type.isEnabled || (takesPaypal && type.kind === "paypal"),
      })),
    );
    await tx.insertAll(
      "authorization_windows",
      defaultAuthorizationWindows.map((window) => ({
        storeId: store.id,
        id: newId("win"),
        gateway: window.gateway,
        methodKind: window.methodKind,
        brand: window.brand,
        initiator: window.initiator,
        validityHours: window.validityMs / HOUR_MS,
        honourHours: window.honourMs === null ? null : window.honourMs / HOUR_MS,
        source: "house_default",
        validFrom: new Date(0),
      })),
    );
  });
}

/** Charged in this order: what is already ours first, the card that takes the rest last. What capture means is shown on the ledger. */
const defaultPaymentTypes = [
  {
    kind: "stored_value",
    gateway: "stored_value",
    label: "Gift card",
    chargeSequence: 0,
    isEnabled: false,
    isBatchable: false,
    captureMeans: "recorded",
  },
  {
    kind: "customer_account",
    gateway: "customer_account",
    label: "Customer account",
    chargeSequence: 1,
    isEnabled: false,
    isBatchable: false,
    captureMeans: "recorded",
  },
  {
    kind: "card",
    gateway: "stripe",
    label: "Card",
    chargeSequence: 2,
    isEnabled: true,
    isBatchable: false,
    captureMeans: "settles_at_once",
  },
  {
    kind: "paypal",
    gateway: "paypal",
    label: "PayPal",
    chargeSequence: 3,
    isEnabled: false,
    isBatchable: false,
    captureMeans: "settles_at_once",
  },
  {
    kind: "check",
    gateway: "check",
    label: "Check",
    chargeSequence: 4,
    isEnabled: false,
    isBatchable: false,
    captureMeans: "nothing_to_do",
  },
  {
    kind: "bank_slip",
    gateway: "offline",
    label: "Bank slip",
    chargeSequence: 5,
    isEnabled: false,
    isBatchable: true,
    captureMeans: "recorded",
  },
  {
    kind: "offline",
    gateway: "offline",
    label: "Offline",
    chargeSequence: 6,
    isEnabled: false,
    isBatchable: true,
    captureMeans: "recorded",
  },
] as const;
