import { type Html, html } from "../../html";
import { TEST_CARDS, type TestCard } from "../card-numbers";

const COMMON = new Set([
  "pm_card_visa",
  "pm_card_mastercard",
  "pm_card_amex",
  "pm_card_threeDSecure2Required",
  "pm_card_chargeDeclinedInsufficientFunds",
  "pm_card_sandboxCaptureFailsOnce",
]);

/** Buttons that fill the form, the usual cards first. They submit the form, so no script is needed. */
export function testCardList(): Html {
  const [common, others] = [true, false].map((isCommon) =>
    TEST_CARDS.filter(({ token }) => COMMON.has(token) === isCommon),
  );
  return html`<details open><summary>Test cards</summary>
<p class="hint">Choose one to fill the form.</p>
${choices(common ?? [])}
<details><summary>More test cards</summary>
${choices(others ?? [])}
</details>
</details>`;
}

/** Grouped as it is printed on the card. */
export function printedNumber({ number, brand }: Pick<TestCard, "number" | "brand">): string {
  const groups = brand === "amex" ? /^(\d{4})(\d{6})(\d{5})$/ : /^(\d{4})(\d{4})(\d{4})(\d{4})$/;
  return groups.exec(number)?.slice(1).join(" ") ?? number;
}

function choices(cards: readonly TestCard[]): Html {
  return html`<ul class="cards">${cards.map(
    (card) =>
      html`<li><button type="submit" name="fill" value="${card.token}" formnovalidate><code>${printedNumber(card)}</code> <span>${card.label}</span></button></li>`,
  )}</ul>`;
}
