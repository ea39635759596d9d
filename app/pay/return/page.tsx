import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ApproveFace } from "@/components/approvals/approve-face";
import { speakTo } from "@/lib/format/customer-messages/speech";
import { payFormFields } from "@/lib/operations/approval/pay-pass";
import { getHostedPage } from "@/lib/queries/pay/get-hosted-page";
import { getPayPage } from "@/lib/queries/pay/get-pay-page";
import { chosenLanguage, currentPayPass } from "@/lib/server/pay-door";
import { visitorSpeech } from "@/lib/server/visitor-speech";
import { AtShop } from "../_parts/at-shop";
import { leadStaffBack } from "../_parts/lead-staff-back";
import { SubmitOnce } from "../_parts/submit-once";
import { withFields } from "../_parts/with-fields";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await visitorSpeech()).words.faces.bankChecking } };
}

type Search = Record<string, string | string[] | undefined>;

/** Where the gateway sends the customer back to. Coming here changes nothing either; the page posts on by itself, and the gateway's notification needs neither. */
export default async function ReturnPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { session, again } = await searchParams;
  const pass = await currentPayPass();
  if (typeof session !== "string") redirect("/pay");
  const hosted = pass && (await getHostedPage(pass, session));
  if (!hosted) await leadStaffBack(session);
  if (!pass) return <AtShop speech={await visitorSpeech()} />;
  if (hosted?.status !== "open") redirect("/pay");
  const language = await chosenLanguage();
  const page = await getPayPage(pass, { part: "waiting", error: null, language });
  if (page?.kind !== "face" || page.view.kind !== "waiting_for_bank") redirect("/pay");
  const check = {
    label: speakTo(page.view.language).words.faces.checkAgain,
    href: "/pay/returned",
    method: "post",
    isPrimary: true,
    fields: { session },
  } as const;
  const view = { ...page.view, links: [check] };
  return (
    <>
      <ApproveFace view={withFields(view, payFormFields(pass, page.shown))} />
      {again === undefined && <SubmitOnce />}
    </>
  );
}
