import { Phone } from "lucide-react";
import type { CustomerCardView } from "@/components/orders/order-record-view";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";

export function CustomerCard({ customer }: { customer: CustomerCardView }) {
  const { name, initials, href, phone, summary, emphasis, badges } = customer;
  return (
    <section className="card" aria-labelledby="h-customer">
      <div className="flex gap-3 px-4 py-3">
        <span className="av av-md" aria-hidden="true">
          {initials}
        </span>
        <div className="min-w-0 flex-1">
          <h2 id="h-customer" className="text-lead font-bold wrap-anywhere">
            {href ? (
              <Link href={href} className="text-inherit">
                <bdi>{name}</bdi>
              </Link>
            ) : (
              <bdi>{name}</bdi>
            )}
          </h2>
          <p className="text-muted">
            {summary}
            {emphasis && (
              <>
                , <b className="text-ink">{emphasis}</b>
              </>
            )}
          </p>
          {badges.length > 0 && (
            <div className="mt-2 flex flex-wrap gap-1.5">
              {badges.map((badge) => (
                <Badge key={badge.label} badge={badge} />
              ))}
            </div>
          )}
        </div>
        {phone && (
          <a className="btn btn-icon" href={`tel:${phone}`} aria-label={`Call ${name}`} title={phone}>
            <Phone className="ic" aria-hidden />
          </a>
        )}
      </div>
    </section>
  );
}
