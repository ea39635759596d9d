import {
  BadgeCheck,
  Ban,
  CircleCheck,
  CircleQuestionMark,
  Clock,
  CreditCard,
  Hourglass,
  type LucideIcon,
  Mail,
  MessageCircle,
  RefreshCw,
} from "lucide-react";
import type { ApproveFaceKind, ApproveFaceView } from "@/components/approvals/approve-page-view";
import { FaceLink } from "@/components/approvals/face-link";
import { FaceSteps } from "@/components/approvals/face-steps";
import { FaceTextForm } from "@/components/approvals/face-text-form";
import { PayHeader } from "@/components/approvals/pay-header";
import type { Tone } from "@/components/ui/tone";
import { writingDirection } from "@/lib/format/customer-language";

const looks: Record<ApproveFaceKind, { icon: LucideIcon; tone: Tone }> = {
  approved: { icon: CircleCheck, tone: "ok" },
  already_approved: { icon: BadgeCheck, tone: "ok" },
  waiting_for_bank: { icon: Hourglass, tone: "wait" },
  declined_by_bank: { icon: CreditCard, tone: "bad" },
  link_expired: { icon: Clock, tone: "warn" },
  replaced: { icon: Mail, tone: "info" },
  withdrawn: { icon: Ban, tone: "none" },
  price_changed: { icon: RefreshCw, tone: "warn" },
  said_no: { icon: MessageCircle, tone: "none" },
  decline_form: { icon: MessageCircle, tone: "none" },
  question_form: { icon: CircleQuestionMark, tone: "info" },
  question_sent: { icon: CircleCheck, tone: "ok" },
  not_found: { icon: CircleQuestionMark, tone: "none" },
};

/** The same address at another moment: what is true, what happens to the money, and the way on. */
export function ApproveFace({ view }: { view: ApproveFaceView }) {
  const { icon: Icon, tone } = looks[view.kind];
  return (
    <div className="pay" lang={view.language} dir={writingDirection(view.language)}>
      <PayHeader frame={view} />
      <main id="main" className="flex flex-1 flex-col px-5 pt-1 pb-5">
        {view.heading && (
          <p className="pay-meta">
            <span>{view.heading}</span>
            {view.code && (
              <span>
                {view.codeLabel} <b>{view.code}</b>
              </span>
            )}
          </p>
        )}
        <span className={`pay-face-mark t-${tone}`}>
          <Icon className="ic ic-24" aria-hidden />
        </span>
        <h1 className="text-[22px] leading-7 font-bold tracking-[-0.015em]">{view.title}</h1>
        <p className="text-muted mt-2">{view.text}</p>
        {view.facts.length > 0 && (
          <dl className="mt-4">
            {view.facts.map((fact) => (
              <div key={fact.label} className="pay-fact">
                <dt className="text-muted">{fact.label}</dt>
                <dd className="num">{fact.value}</dd>
              </div>
            ))}
          </dl>
        )}
        {view.steps && <FaceSteps steps={view.steps} />}
        {view.textForm && <FaceTextForm form={view.textForm} />}
        <div className="mt-auto grid gap-2 pt-5">
          {view.links.map((link) => (
            <FaceLink key={link.label} link={link} />
          ))}
        </div>
      </main>
    </div>
  );
}
