import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OrderRecord } from "@/components/orders/order-record";
import { getOrderRecord } from "@/lib/queries/order/get-order-record";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { deskActions } from "../../_acts/desk-actions";
import {
  acceptDispute,
  addNote,
  contestDispute,
  recordDisputeTalk,
  retryDisputeConsent,
  retryDisputeEvidence,
  setStatus,
} from "./actions";
import { copyLink, makePhoneCode, openPaymentPage, sendNow, unsendRequest } from "./ask-approval/actions";
import { toOrderRecord } from "./order-record";

const requestActions = {
  unsend: unsendRequest,
  sendNow,
  copyLink,
  makeCode: makePhoneCode,
  openPage: openPaymentPage,
};

const disputeActions = {
  contest: contestDispute,
  accept: acceptDispute,
  retry: { evidence: retryDisputeEvidence, accept: retryDisputeConsent },
};

type OrderPageProps = { params: Promise<{ orderNumber: string }> };

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  return { title: `Order ${decodeURIComponent((await params).orderNumber)}` };
}

export default async function OrderPage({ params }: OrderPageProps) {
  const staff = await requireStaff("order.view");
  const { orderNumber } = await params;
  const record = await getOrderRecord(await queryContext(staff), decodeURIComponent(orderNumber));
  if (!record) notFound();
  return (
    <OrderRecord
      record={toOrderRecord(record, staff)}
      clock={await clockView(staff)}
      actions={deskActions}
      addNote={addNote}
      requestActions={requestActions}
      recordDisputeTalk={recordDisputeTalk}
      disputeActions={disputeActions}
      setStatus={setStatus}
    />
  );
}
