import { AlarmClock, Banknote, type LucideIcon, Send, Tag, UserPlus } from "lucide-react";
import type { BulkKindView } from "@/components/bulk/bulk-view";

type BulkWords = {
  icon: LucideIcon;
  /** The single key that starts it while rows are selected. */
  key: string;
  /** "Ask 4 customers" */
  button: (count: number) => string;
  /** "Job: ask 25 customers" */
  job: (count: number) => string;
  done: string;
  explanation: string;
};

const orders = (count: number) => `${count} ${count === 1 ? "order" : "orders"}`;
const customers = (count: number) => `${count} ${count === 1 ? "customer" : "customers"}`;

export const bulkWords: Record<BulkKindView, BulkWords> = {
  ask_customer: {
    icon: Send,
    key: "r",
    button: (count) => `Ask ${customers(count)}`,
    job: (count) => `ask ${customers(count)}`,
    done: "sent",
    explanation:
      "Each customer gets a mail of their own with a link to approve. A link that was sent before stops working.",
  },
  capture: {
    icon: Banknote,
    key: "c",
    button: (count) => `Capture ${count}`,
    job: (count) => `capture ${orders(count)}`,
    done: "captured",
    explanation: "What each order still owes for shipped goods is captured. This cannot be undone; it can be refunded.",
  },
  snooze: {
    icon: AlarmClock,
    key: "s",
    button: () => "Snooze",
    job: (count) => `snooze ${orders(count)}`,
    done: "asleep",
    explanation: "Each order leaves the lists until then, or until something happens to it.",
  },
  assign: {
    icon: UserPlus,
    key: "a",
    button: () => "Assign",
    job: (count) => `assign ${orders(count)}`,
    done: "assigned",
    explanation: "The colleague is told of each order.",
  },
  set_status: {
    icon: Tag,
    key: "e",
    button: () => "Set a field",
    job: (count) => `set a field of ${orders(count)}`,
    done: "set",
    explanation: "It stands on each order and narrows lists. No money follows it.",
  },
};
