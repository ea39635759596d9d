import type { ContactView } from "@/components/orders/order-row-view";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAge } from "@/components/ui/format-moment";

const words: Record<ContactView["kind"], string> = {
  link_sent: "link",
  link_opened: "link opened",
  said_no: "said no",
  link_ended: "link ended",
  approved: "approved",
  mailed: "mail",
  called: "called",
  noted: "note",
};

export function contactText(contact: ContactView | null, clock: ClockView): string {
  return contact ? `${words[contact.kind]} ${formatAge(contact.at, clock)}` : "none yet";
}
