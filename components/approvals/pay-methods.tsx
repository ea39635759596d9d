import { BookOpen, CreditCard, type LucideIcon, Plus, Wallet } from "lucide-react";
import type { PayMethodView } from "@/components/approvals/approve-page-view";

const icons: Record<PayMethodView["icon"], LucideIcon> = {
  card: CreditCard,
  another_card: Plus,
  wallet: Wallet,
  account: BookOpen,
};

export function PayMethods({ legend, methods }: { legend: string; methods: PayMethodView[] }) {
  return (
    <fieldset className="mt-3.5">
      <legend className="mb-2 text-[16px] font-bold">{legend}</legend>
      <div className="grid gap-2">
        {methods.map((method, index) => {
          const Icon = icons[method.icon];
          return (
            <label key={method.value} className="pay-method">
              <input type="radio" name="method" value={method.value} defaultChecked={index === 0} required />
              <span className="flex-1">
                <b className="font-semibold">{method.label}</b>
                {method.note && <span className="text-muted block text-[14px] leading-5">{method.note}</span>}
              </span>
              <Icon className="ic ic-20" aria-hidden />
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
