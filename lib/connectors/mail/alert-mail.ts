import { type AlertFacts, alertText } from "@/lib/format/alert-words";
import { momentText } from "@/lib/format/format-instant";
import type { Instant } from "@/lib/payments/instant";
import { linesToMail } from "./plain-mail";

export type AlertMailContent = AlertFacts & { readonly timeZone: string; readonly orderUrl: string };

/** To a colleague who wants alerts by mail. It names no customer. */
export function renderAlertMail(
  content: AlertMailContent,
  now: Instant,
): { subject: string; html: string; text: string } {
  const { kind, orderNumber, at, timeZone, orderUrl } = content;
  const isHold = kind === "hold_ends_soon";
  const moment = momentText(at, timeZone);
  return {
    subject: isHold ? `Hold of ${orderNumber} ends ${moment}` : `No answer about the money of ${orderNumber}`,
    ...linesToMail([
      alertText(content, now),
      isHold
        ? `It ends ${moment}. You have this order, so the next step is yours.`
        : `The gateway has been silent since ${moment}. The house goes on asking; nothing else moves money for this order until it is known.`,
      orderUrl,
      "You get this mail because you switched alerts by mail on. The switch is under your initials at the top of the desk.",
    ]),
  };
}
