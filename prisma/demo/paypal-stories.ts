import { goodsLines } from "./catalogue";
import { place, ship, type Teller } from "./stories";

/** Paid from a PayPal account that the shop's checkout kept. PayPal promises the money for three days, so what ships later stands among the expiring. */
export const fromPaypal =
  (ending: "shipped" | "waiting"): Teller =>
  (told) => {
    const { dice, customer } = told;
    const days = ending === "shipped" ? dice.between(0.5, 2.5) : dice.between(4, 7);
    const placed = place(told, "commerce", goodsLines(dice, customer.currency), days + 1, async (_, card) =>
      withoutPaypal.has(customer.currency) ? [card] : [{ type: "paypal", token: "sandbox_vault_ava" }],
    );
    return { source: "commerce", steps: ending === "shipped" ? [placed, ship(told, days)] : [placed] };
  };

/** PayPal takes no dinars: there the card pays. */
const withoutPaypal: ReadonlySet<string> = new Set(["KWD"]);
