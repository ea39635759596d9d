import type { Actor } from "@/lib/operations/operation-context";
import { askOverride } from "@/lib/operations/override/ask-override";
import { allowOverride, refuseOverride } from "@/lib/operations/override/decide-override";
import { type Act, act, many, type Order } from "./act";
import type { LifeSetting } from "./life-setting";

const csr: Actor = { kind: "staff", userId: "usr_ada", name: "Ada" };
const supervisor: Actor = { kind: "staff", userId: "usr_ben", name: "Ben" };

export function askForOverride({ as }: LifeSetting, { order_number: orderNumber }: Order): Act {
  return act(`ask to let ${orderNumber} pass`, () =>
    askOverride(as(csr), { orderNumber }, { reason: "at the counter" }),
  );
}

/** What was asked for is allowed or refused, mostly the request that is open; and sometimes a supervisor lets an order pass unasked. */
export async function decideOnOverride(setting: LifeSetting, { id, order_number: orderNumber }: Order): Promise<Act> {
  const { dice, as } = setting;
  const asked = await many<{ id: string }>(
    setting,
    "SELECT id FROM override_requests WHERE order_id = $1 AND asked_by IS NOT NULL ORDER BY asked_at, id",
    [id],
  );
  const request = dice.chance(0.9) ? asked.at(-1) : asked[0];
  const by = as(dice.chance(0.9) ? supervisor : csr);
  const word = "a good customer";
  if (request === undefined || dice.chance(0.2))
    return act(`let ${orderNumber} pass unasked`, () => allowOverride(by, { orderNumber }, { word }));
  const decision = { overrideId: request.id, word };
  return dice.chance(0.7)
    ? act(`let ${orderNumber} pass (${request.id})`, () => allowOverride(by, { orderNumber }, decision))
    : act(`do not let ${orderNumber} pass (${request.id})`, () => refuseOverride(by, { orderNumber }, decision));
}
