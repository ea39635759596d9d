import { availableOf } from "@/lib/payments/house-movements";
import { type Money, money } from "@/lib/payments/money";
import { type QueryScope, readRows } from "../query-scope";

export type GiftCardRead = {
  cardToken: string;
  balance: Money;
  held: Money;
  available: Money;
  last4: string | null;
  account: string | null;
  issuedAt: string;
  movements: { kind: string; amount: Money; orderNumber: string | null; at: string }[];
};

type CardRow = {
  id: string;
  token: string;
  last4: string | null;
  currency: string;
  balance_minor: bigint;
  held_minor: bigint;
  created_at: Date;
  external_id: string | null;
};
type MovementRow = { kind: string; amount_minor: bigint; order_number: string | null; created_at: Date };

/** What is on a gift card, what is promised of it, and how that came to be. */
export async function getGiftCard(scope: QueryScope, cardToken: string): Promise<GiftCardRead | undefined> {
  const [card] = await readRows<CardRow>(
    scope,
    `SELECT b.id, b.token, b.last4, b.currency, b.balance_minor, b.held_minor, b.created_at, a.external_id FROM house_balances b
     LEFT JOIN accounts a ON a.store_id = b.store_id AND a.id = b.account_id WHERE b.store_id = $1 AND b.kind = 'stored_value' AND b.token = $2`,
    [scope.storeId, cardToken],
  );
  if (!card) return undefined;
  const movements = await readRows<MovementRow>(
    scope,
    "SELECT kind, amount_minor, order_number, created_at FROM house_movements WHERE store_id = $1 AND balance_id = $2 ORDER BY created_at DESC, id DESC LIMIT 100",
    [scope.storeId, card.id],
  );
  const { currency } = card;
  const balance = money(card.balance_minor, currency);
  const held = money(card.held_minor, currency);
  return {
    cardToken: card.token,
    balance,
    held,
    available: availableOf({ balance, held, limit: money(0, currency) }),
    last4: card.last4,
    account: card.external_id,
    issuedAt: card.created_at.toISOString(),
    movements: movements.map((row) => ({
      kind: row.kind,
      amount: money(row.amount_minor, currency),
      orderNumber: row.order_number,
      at: row.created_at.toISOString(),
    })),
  };
}
