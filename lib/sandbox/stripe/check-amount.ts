import { decimalsOf, formatAmount, isSupportedCurrency, maximumAmount, minimumAmount } from "./currencies";
import { invalidRequest } from "./stripe-error";

export function checkedCurrency(currency: string): string {
  const lower = currency.toLowerCase();
  if (isSupportedCurrency(lower)) return lower;
  throw invalidRequest(
    `Invalid currency: ${currency}. Stripe currently supports these currencies: usd, eur, gbp, jpy and others.`,
    {
      param: "currency",
    },
  );
}

export function checkAmount(amount: number, currency: string, param = "amount"): void {
  if (amount < 1) {
    throw invalidRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param,
    });
  }
  if (decimalsOf(currency) === 3 && amount % 10 !== 0) {
    throw invalidRequest(
      `Invalid amount: amounts in ${currency} must be a multiple of 10, the last digit is not used.`,
      {
        code: "invalid_charge_amount",
        param,
      },
    );
  }
  const minimum = minimumAmount(currency);
  if (amount < minimum) {
    throw invalidRequest(`Amount must be at least ${formatAmount(minimum, currency)} ${currency}`, {
      code: "amount_too_small",
      param,
    });
  }
  const maximum = maximumAmount(currency);
  if (amount > maximum) {
    throw invalidRequest(`Amount must be no more than ${formatAmount(maximum, currency)}`, {
      code: "amount_too_large",
      param,
    });
  }
}
