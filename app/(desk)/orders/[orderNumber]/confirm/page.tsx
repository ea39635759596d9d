import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConfirmPayments } from "@/components/payments/confirm-payments";
import { getConfirmPayments } from "@/lib/queries/order/get-confirm-payments";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { askForOverride, authorize, override } from "../actions";
import {
  addMethod,
  confirmPayments,
  limitMethod,
  moveMethod,
  removeMethod,
  resumeMethod,
  suspendMethod,
} from "./actions";
import { toConfirmView } from "./confirm-view";

type ConfirmPageProps = { params: Promise<{ orderNumber: string }> };

export async function generateMetadata({ params }: ConfirmPageProps): Promise<Metadata> {
  return { title: `Confirm payments, order ${decodeURIComponent((await params).orderNumber)}` };
}

export default async function ConfirmPage({ params }: ConfirmPageProps) {
  const staff = await requireStaff("payment.authorize");
  const { orderNumber } = await params;
  const confirm = await getConfirmPayments(await queryContext(staff), decodeURIComponent(orderNumber));
  if (!confirm) notFound();
  return (
    <ConfirmPayments
      view={toConfirmView(confirm, staff)}
      actions={confirmActions}
      overrides={overrides}
      clock={await clockView(staff)}
    />
  );
}

const confirmActions = {
  add: addMethod,
  remove: removeMethod,
  suspend: suspendMethod,
  resume: resumeMethod,
  move: moveMethod,
  limit: limitMethod,
  confirm: confirmPayments,
  authorize,
};
const overrides = { override, ask_override: askForOverride };
