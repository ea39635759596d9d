"use client";

import { Copy, EllipsisVertical, ReceiptText } from "lucide-react";
import { ActButton } from "@/components/acts/act-button";
import { ActMenu } from "@/components/acts/act-menu";
import type { OrderHighlightsView } from "@/components/orders/order-record-view";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ObjectMark } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { formatMoment } from "@/components/ui/format-moment";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { showToast } from "@/components/ui/show-toast";

export type OrderHeadingProps = { highlights: OrderHighlightsView; clock: ClockView };

export function OrderHeading({ highlights, clock }: OrderHeadingProps) {
  const { orderNumber, kindText, mark, placedAt, customerName, customerHref, presence, acts, otherActs } = highlights;
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 pt-3 pb-2.5">
      <ObjectMark icon={ReceiptText} className="mt-[3px]" />
      <div className="min-w-60 flex-1">
        <p className="lab">
          {kindText}, placed {formatMoment(placedAt, clock.timeZone)}
        </p>
        <div className="flex flex-wrap items-center gap-x-2.5">
          <h1 id="h-order" className="num text-[20px] leading-[26px] font-bold tracking-[-0.01em]">
            {orderNumber}
          </h1>
          <span className="wrap-anywhere text-[16px]">
            for{" "}
            {customerHref ? (
              <Link href={customerHref} className="font-semibold">
                <bdi>{customerName}</bdi>
              </Link>
            ) : (
              <b className="font-semibold">
                <bdi>{customerName}</bdi>
              </b>
            )}
          </span>
          {mark && <Badge badge={{ tone: "warn", label: mark }} />}
          <IconButton icon={Copy} size="sm" label="Copy order number" onClick={() => copyOrderNumber(orderNumber)} />
        </div>
      </div>
      {presence && (
        <span className="lab flex h-8 items-center gap-2.5 pr-2">
          <Avatar person={presence.person} />
          {presence.person.name} is {presence.isEditing ? "editing" : "looking"}
        </span>
      )}
      <span className="flex flex-wrap gap-2">
        {acts.map((act) => (
          <ActButton key={act.kind} act={act} showKey />
        ))}
        {otherActs.length > 0 && (
          <ActMenu
            acts={otherActs}
            label="More actions"
            trigger={<IconButton icon={EllipsisVertical} label="More actions" variant="plain" />}
          />
        )}
      </span>
    </div>
  );
}

export async function copyOrderNumber(orderNumber: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(orderNumber);
    showToast("info", `${orderNumber} copied.`);
  } catch {
    showToast("bad", `This browser does not let the desk copy. The number is ${orderNumber}.`);
  }
}
