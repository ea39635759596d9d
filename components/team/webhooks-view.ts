import type { FormAction } from "@/components/ui/action-state";
import type { BadgeView } from "@/components/ui/badge";

export type WebhookView = {
  id: string;
  url: string;
  title: string;
  isPaused: boolean;
  badge: BadgeView;
  facts: string;
  /** How many messages were given up; null: none. */
  failed: string | null;
  messages: { id: string; topic: string; orderNumber: string | null; at: string; badge: BadgeView }[];
};

export type WebhookActions = Record<
  "add" | "pause" | "resume" | "remove" | "renewSecret" | "test" | "sendAgain" | "showSecret",
  FormAction
>;
