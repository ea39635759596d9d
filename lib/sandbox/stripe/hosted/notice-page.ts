import { type Html, html } from "../../html";
import type { Reply } from "../../http-exchange";
import { pageReply } from "../../page-layout";
import type { CheckoutSessionRecord } from "../side-records";
import type { StripeWorld } from "../world";
import { successAddress } from "./settle-session";

export function notFoundPage(world: StripeWorld): Reply {
  return notice({
    status: 404,
    title: "Page not found",
    text: `${world.merchantName} has no such payment page. Check the address, or ask for a new link.`,
  });
}

export function expiredPage(world: StripeWorld, session: CheckoutSessionRecord): Reply {
  return notice({
    status: 410,
    title: "This payment page has expired",
    text: `Nothing was charged. Ask ${world.merchantName} for a new link.`,
    link:
      session.cancelUrl === null
        ? null
        : html`<a class="button" href="${session.cancelUrl}">Back to ${world.merchantName}</a>`,
  });
}

export function completedPage(world: StripeWorld, session: CheckoutSessionRecord): Reply {
  return notice({
    title: "You are all done here",
    text: `This payment to ${world.merchantName} was completed. There is nothing more to pay on this page.`,
    link: html`<a class="button" href="${successAddress(session)}">Continue to ${world.merchantName}</a>`,
  });
}

export function closeWindowPage(title: string, text: string): Reply {
  return notice({ title, text });
}

function notice(facts: { status?: number; title: string; text: string; link?: Html | null }): Reply {
  return pageReply({
    title: facts.title,
    status: facts.status ?? 200,
    body: html`<section class="card narrow"><h1>${facts.title}</h1><p>${facts.text}</p>${facts.link ?? null}</section>`,
  });
}
