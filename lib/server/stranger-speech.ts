import "server-only";
import { headers } from "next/headers";
import { customerLanguage } from "@/lib/format/customer-language";
import { type CustomerSpeech, speakTo } from "@/lib/format/customer-messages/speech";
import { chosenLanguage } from "./pay-door";

/** How to speak to whoever has no link with them: as they have chosen, else as their browser asks. */
export async function strangerSpeech(): Promise<CustomerSpeech> {
  const asked = (await headers()).get("accept-language") ?? "";
  const wanted = asked.split(",").map((part) => part.split(";")[0]?.trim());
  return speakTo((await chosenLanguage()) ?? customerLanguage(...wanted));
}
