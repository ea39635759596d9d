import { spokenLanguage } from "@/lib/format/customer-language";
import { seeOther, withLanguage } from "@/lib/server/pay-door";

/** Another language for the page. It is remembered in the customer's own browser; nothing of ours changes by it (I12). */
export async function GET(request: Request): Promise<Response> {
  const language = spokenLanguage(new URL(request.url).searchParams.get("to"));
  const response = seeOther("/pay");
  return language === undefined ? response : withLanguage(response, language);
}
