import { expect, it } from "vitest";
import { orderListReasons, worklistReasons } from "./order-state";

it("H05: an order is listed for every reason but that another system was not told, which is the connectors' row", () => {
  expect(worklistReasons.filter((reason) => !(orderListReasons as readonly string[]).includes(reason))).toEqual([
    "message_not_delivered",
  ]);
  expect(orderListReasons).toEqual(worklistReasons.slice(0, -1));
});
