import type { ReactNode } from "react";
import { requireStaff } from "@/lib/server/actor";

/** An order, and the dialog that may stand over it. */
export default async function OrderLayout({ children, dialog }: { children: ReactNode; dialog: ReactNode }) {
  await requireStaff("order.view");
  return (
    <>
      {children}
      {dialog}
    </>
  );
}
