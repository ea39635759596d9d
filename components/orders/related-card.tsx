import { type LucideIcon, Mail, Receipt, Truck } from "lucide-react";
import type { RelatedItemView } from "@/components/orders/order-record-view";
import { Badge } from "@/components/ui/badge";
import { Card, type ObjectHue } from "@/components/ui/card";
import { Link } from "@/components/ui/link";

export type RelatedKind = "invoices" | "shipments" | "mails";

const looks: Record<RelatedKind, { title: string; icon: LucideIcon; hue: ObjectHue; none: string }> = {
  invoices: { title: "Invoices", icon: Receipt, hue: "order", none: "None yet; shipping makes one." },
  shipments: { title: "Shipments", icon: Truck, hue: "link", none: "Nothing released yet." },
  mails: { title: "E-mails", icon: Mail, hue: "wait", none: "None sent yet." },
};

export type RelatedCardProps = { id: string; kind: RelatedKind; items: RelatedItemView[] };

export function RelatedCard({ id, kind, items }: RelatedCardProps) {
  const { title, icon, hue, none } = looks[kind];
  return (
    <Card
      id={id}
      size="xs"
      icon={icon}
      hue={hue}
      title={
        <>
          {title} <span className="count ml-1">{items.length}</span>
        </>
      }
    >
      {items.length === 0 && <p className="border-line text-muted border-t px-4 py-2">{none}</p>}
      <ul>
        {items.map((item) => (
          <li key={item.key} className="border-line flex min-h-9 flex-wrap items-center gap-2 border-t px-4 py-1">
            {item.href ? (
              <Link href={item.href} className="num font-semibold">
                {item.title}
              </Link>
            ) : (
              <b className="num font-semibold">{item.title}</b>
            )}
            <span className="text-muted flex-1">{item.note}</span>
            <Badge badge={item.state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
