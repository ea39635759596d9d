import { jsonReply, type Reply } from "../../http-exchange";
import type { StripeWorld } from "../world";
import { answerChallenge, showChallenge } from "./challenge-page";
import { showCheckout, submitCheckout } from "./checkout-page";
import { notFoundPage } from "./notice-page";

export const HOSTED_PREFIX = "/c/";

export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
}

/** The pages that the cardholder sees: they belong to the gateway, so only here may a card number be typed. */
export function handleHosted(world: StripeWorld, request: PageRequest): Reply {
  const [, , page, id = ""] = request.path.split("/");
  const isPost = request.method === "POST";
  if (!isPost && request.method !== "GET") return jsonReply(405, { error: "GET or POST" });
  const query = new URLSearchParams(request.query);
  const form = new URLSearchParams(request.body);
  if (page === "pay") return isPost ? submitCheckout(world, id, form) : showCheckout(world, id);
  if (page === "authenticate")
    return isPost ? answerChallenge(world, id, form) : showChallenge(world, id, query.get("key") ?? "");
  return notFoundPage(world);
}
