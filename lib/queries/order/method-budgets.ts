import { loadCredentialTries, loadStoreLimits } from "@/lib/db/stores/retry-store";
import { type BudgetWords, budgetWords } from "@/lib/format/retry-budget-words";
import { coverageOf } from "@/lib/payments/coverage";
import type { Money } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import type { PaymentMethod } from "@/lib/payments/payment-method";
import { retryBar, retryBudget } from "@/lib/payments/retry-budget";
import { type QueryScope, readRows } from "../query-scope";

/** What is left of the tries of each card on file of an order, for the amount that a repeat would ask for (X07). */
export async function readMethodBudgets(scope: QueryScope, order: Order): Promise<ReadonlyMap<string, BudgetWords>> {
  const cards = order.methods.filter(({ kind, token }) => kind === "card" && token !== null);
  if (cards.length === 0) return new Map();
  const reader = { rows: <T>(text: string, values: readonly unknown[] = []) => readRows<T>(scope, text, values) };
  const ids = cards.map(({ id }) => id);
  const [limits, tries] = await Promise.all([
    loadStoreLimits(reader, scope.storeId, scope.now),
    loadCredentialTries(reader, scope.storeId, ids, scope.now),
  ]);
  return new Map(
    cards.map((card) => {
      const { brand } = card;
      const asked = [brand, tries.get(card.id) ?? [], amountOfRepeat(order, card, scope), scope.now, limits] as const;
      const words = { bar: retryBar(...asked), brand, timeZone: scope.timeZone };
      return [card.id, budgetWords(retryBudget(...asked), words)];
    }),
  );
}

/** The networks count the same amount: that of the card's newest hold, else what is due. */
function amountOfRepeat(order: Order, card: PaymentMethod, { now }: QueryScope): Money {
  return (
    order.authorizations.findLast((hold) => hold.paymentMethodId === card.id)?.amount ?? coverageOf(order, now).due
  );
}
