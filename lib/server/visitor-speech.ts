import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { type CustomerLanguage, customerLanguage } from "@/lib/format/customer-language";
import { type CustomerSpeech, speakTo } from "@/lib/format/customer-messages/speech";
import { getRequestLanguage } from "@/lib/queries/pay/get-request-language";
import { chosenLanguage, currentPayPass } from "./pay-door";
import { pathHeader } from "./request-headers";

/** How to speak on a customer's page: as they have chosen, else as we wrote to them, else as their browser asks. */
export const visitorSpeech = cache(async (): Promise<CustomerSpeech> => {
  const language = (await chosenLanguage()) ?? (await languageOfRequest());
  return speakTo(language ?? (await languageOfBrowser()));
});

/** The language of the document that this request is answered with: the customer's on their pages, English at the desk. */
export async function documentLanguage(): Promise<string> {
  const path = (await headers()).get(pathHeader) ?? "";
  return /^\/pay(?:[/?]|$)/.test(path) ? (await visitorSpeech()).language : "en";
}

async function languageOfRequest(): Promise<CustomerLanguage | undefined> {
  const pass = await currentPayPass();
  return pass && getRequestLanguage(pass);
}

async function languageOfBrowser(): Promise<CustomerLanguage> {
  const asked = (await headers()).get("accept-language") ?? "";
  return customerLanguage(...asked.split(",").map((part) => part.split(";")[0]?.trim()));
}
