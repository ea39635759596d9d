import { isPositive, type Money, zero } from "./money";

/** A way to pay as two orders can share it: the same gateway's same token, or, without one, the same brand and last digits. */
export type ComparableMethod = {
  readonly kind: string;
  readonly gateway: string;
  readonly token: string | null;
  readonly brand: string | null;
  readonly last4: string | null;
  /** What it has held or paid for its order, released holds included. */
  readonly amount: Money;
};

export type MethodMove = {
  readonly method: ComparableMethod;
  /** `moved`: it paid for the old order and pays for the new one. */
  readonly kind: "moved" | "new" | "left";
  readonly before: Money | null;
  readonly after: Money | null;
};

/** Which ways to pay went over to the order that replaced another, which are new on it and which stayed behind; those that never held money are left out. */
export function compareMethods(before: readonly ComparableMethod[], after: readonly ComparableMethod[]): MethodMove[] {
  const [old, current] = [sumByKey(before), sumByKey(after)];
  return [...new Map([...old, ...current])].map(([key, method]) => {
    const was = old.get(key)?.amount ?? null;
    const is = current.get(key)?.amount ?? null;
    return { method, kind: was === null ? "new" : is === null ? "left" : "moved", before: was, after: is };
  });
}

function sumByKey(methods: readonly ComparableMethod[]): Map<string, ComparableMethod> {
  const byKey = new Map<string, ComparableMethod>();
  for (const method of methods.filter(({ amount }) => isPositive(amount))) {
    const key = JSON.stringify([method.kind, method.gateway, method.token ?? [method.brand, method.last4]]);
    const known = byKey.get(key)?.amount ?? zero(method.amount.currency);
    byKey.set(key, { ...method, amount: { ...known, amountMinor: known.amountMinor + method.amount.amountMinor } });
  }
  return byKey;
}
