import {
  AlarmClock,
  ArrowRightLeft,
  ArrowUpRight,
  Ban,
  Banknote,
  CirclePause,
  CircleX,
  CreditCard,
  Hand,
  Link2,
  type LucideIcon,
  MessageSquare,
  PackageCheck,
  Phone,
  Play,
  RefreshCw,
  RotateCw,
  Send,
  ShieldAlert,
  ShieldCheck,
  StickyNote,
  Timer,
  Truck,
  Undo2,
  Unlink,
  UserPlus,
} from "lucide-react";
import type { ActKind } from "@/components/acts/act-view";

export type ActLook = { icon: LucideIcon; key?: string };

/** The mark of each verb, and the single key that does it while a list or record has the focus. */
export const actLooks: Record<ActKind, ActLook> = {
  ask_customer: { icon: Send, key: "r" },
  ask_again: { icon: Send, key: "r" },
  new_link: { icon: Send, key: "r" },
  withdraw_link: { icon: Unlink },
  capture: { icon: Banknote, key: "c" },
  retry_capture: { icon: RotateCw, key: "t" },
  authorize_and_capture: { icon: ShieldCheck, key: "t" },
  authorize: { icon: ShieldCheck },
  extend_hold: { icon: Timer },
  void: { icon: CircleX },
  new_method: { icon: CreditCard },
  confirm_payments: { icon: Banknote, key: "p" },
  resync: { icon: RefreshCw },
  repair_link: { icon: Link2 },
  call: { icon: Phone },
  read_answer: { icon: MessageSquare },
  claim: { icon: Hand, key: "." },
  release_claim: { icon: Hand, key: "." },
  assign: { icon: UserPlus, key: "a" },
  snooze: { icon: AlarmClock, key: "s" },
  note: { icon: StickyNote, key: "n" },
  stop_retrying: { icon: CirclePause, key: "q" },
  resume_retrying: { icon: Play },
  fraud_stop: { icon: ShieldAlert },
  lift_fraud_stop: { icon: ShieldCheck },
  release_goods: { icon: PackageCheck },
  ship: { icon: Truck },
  cancel_order: { icon: Ban },
  refund: { icon: Undo2 },
  apply_money: { icon: ArrowRightLeft },
  open: { icon: ArrowUpRight },
};

/** The act that a single key stands for among those a row offers. */
export function actForKey<Act extends { kind: ActKind }>(key: string, acts: (Act | null)[]): Act | undefined {
  return acts.find((act): act is Act => act !== null && actLooks[act.kind].key === key);
}
