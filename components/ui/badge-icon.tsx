import {
  Ban,
  Check,
  CircleDot,
  CirclePause,
  FileText,
  HeartHandshake,
  Hourglass,
  Layers,
  type LucideIcon,
  Mail,
  MailOpen,
  Minus,
  RotateCw,
  ShieldCheck,
  TriangleAlert,
  Unlink,
  X,
} from "lucide-react";

/** The small vocabulary of marks inside badges. */
export const badgeIcons = {
  check: Check,
  held: ShieldCheck,
  batch: Layers,
  waiting: Hourglass,
  paper: FileText,
  refused: X,
  paused: CirclePause,
  nothing: Minus,
  retry: RotateCw,
  blocked: Ban,
  open: CircleDot,
  mail: Mail,
  mail_open: MailOpen,
  unlinked: Unlink,
  gentle: HeartHandshake,
  warning: TriangleAlert,
} satisfies Record<string, LucideIcon>;

export type BadgeIcon = keyof typeof badgeIcons;
