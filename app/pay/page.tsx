import type { Metadata } from "next";
import { headers } from "next/headers";
import { ApproveFace } from "@/components/approvals/approve-face";
import { ApprovePage } from "@/components/approvals/approve-page";
import { payFormFields } from "@/lib/operations/approval/pay-pass";
import { getPayPage, payPageParts } from "@/lib/queries/pay/get-pay-page";
import { currentPayPass } from "@/lib/server/pay-door";
import { NoPass } from "./_parts/no-pass";
import { OpenedBeacon } from "./_parts/opened-beacon";
import { withFields } from "./_parts/with-fields";

export const metadata: Metadata = { title: { absolute: "Approve your order" }, referrer: "same-origin" };

type Search = Record<string, string | string[] | undefined>;

/** The customer's page. It only reads: what it shows is what is true now, and nothing has happened by opening it (I12). */
export default async function PayPage({ searchParams }: { searchParams: Promise<Search> }) {
  await headers();
  const { show, error } = await searchParams;
  const pass = await currentPayPass();
  const part = payPageParts.find((each) => each === show) ?? null;
  const page = pass && (await getPayPage(pass, { part, error: typeof error === "string" ? error : null }));
  if (!pass || !page) return <NoPass error={typeof error === "string" ? error : null} />;
  const fields = payFormFields(pass, page.shown);
  return page.kind === "open" ? (
    <>
      <ApprovePage view={{ ...page.view, fields }} />
      <OpenedBeacon />
    </>
  ) : (
    <ApproveFace view={withFields(page.view, fields)} />
  );
}
