import type { Metadata } from "next";
import { headers } from "next/headers";
import { ApproveFace } from "@/components/approvals/approve-face";
import { ApprovePage } from "@/components/approvals/approve-page";
import { payFormFields } from "@/lib/operations/approval/pay-pass";
import { getPayPage, payPageParts } from "@/lib/queries/pay/get-pay-page";
import { chosenLanguage, currentPayPass } from "@/lib/server/pay-door";
import { visitorSpeech } from "@/lib/server/visitor-speech";
import { leadStaffBack } from "./_parts/lead-staff-back";
import { NoPass } from "./_parts/no-pass";
import { OpenedBeacon } from "./_parts/opened-beacon";
import { withFields } from "./_parts/with-fields";

export async function generateMetadata(): Promise<Metadata> {
  const { page } = (await visitorSpeech()).words;
  return { title: { absolute: page.documentTitle }, referrer: "same-origin" };
}

type Search = Record<string, string | string[] | undefined>;

/** The customer's page. It only reads: what it shows is what is true now, and nothing has happened by opening it (I12). */
export default async function PayPage({ searchParams }: { searchParams: Promise<Search> }) {
  await headers();
  const search = await searchParams;
  const error = typeof search.error === "string" ? search.error : null;
  const part = payPageParts.find((each) => each === search.show) ?? null;
  const pass = await currentPayPass();
  const page = pass && (await getPayPage(pass, { part, error, language: await chosenLanguage() }));
  if (!pass && typeof search.session === "string") await leadStaffBack(search.session);
  if (!pass || !page) return <NoPass speech={await visitorSpeech()} error={error} />;
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
