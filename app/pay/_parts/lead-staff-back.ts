import { redirect } from "next/navigation";
import { getOrderOfHostedPage } from "@/lib/queries/pay/get-order-of-hosted-page";
import { currentStaff } from "@/lib/server/actor";

/** A colleague who opened the gateway's page for a customer on the phone comes back to the order. */
export async function leadStaffBack(hostedSessionId: string): Promise<void> {
  const staff = await currentStaff();
  const orderNumber = staff && (await getOrderOfHostedPage(staff.storeId, hostedSessionId));
  if (orderNumber) redirect(`/orders/${encodeURIComponent(orderNumber)}`);
}
