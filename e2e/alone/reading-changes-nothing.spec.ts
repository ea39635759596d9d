import { askCustomer } from "../fixtures/ask-customer";
import { builtRoutes } from "../fixtures/built-doors";
import { expect, test } from "../fixtures/desk-test";
import { doorValues } from "../fixtures/door-values";
import { runningPaydesk } from "../fixtures/running-paydesk";
import { shop } from "../fixtures/shop";
import { shopDatabase } from "../fixtures/shop-database";
import { until } from "../fixtures/until";

test.describe("Reading", () => {
  test("I12 MR4-15: every door, knocked at with HEAD, GET and OPTIONS by everybody, leaves the whole database as it was", async ({
    deskAs,
    phone,
    request,
  }) => {
    test.setTimeout(180_000);
    const order = await shop.dearerOrder();
    const link = await askCustomer(order);
    await shop.settled(order, ({ approvalRequests }) => approvalRequests[0]?.status === "sent");
    await phone.goto(link);
    const { orderNumber } = order;
    const staff = await deskAs("administrator");
    const paths = builtRoutes(doorValues(orderNumber)).map(({ path }) => path);
    paths.push("/pay?show=decline", "/pay?show=question", "/pay?show=methods", new URL(link).pathname);
    expect(paths.length).toBeGreaterThan(40);

    const before = await settledPrints();
    const key = { authorization: `Bearer ${runningPaydesk.apiKey}` };
    const callers = [
      { by: request, headers: {} },
      { by: request, headers: key },
      { by: staff.context().request, headers: {} },
      { by: phone.context().request, headers: {} },
    ];
    for (const path of paths) {
      for (const method of ["HEAD", "GET", "OPTIONS"]) {
        for (const { by, headers } of callers) await by.fetch(path, { method, headers, maxRedirects: 0 });
      }
    }
    expect(await shopDatabase.fingerprints()).toEqual(before);
  });
});

/** What other journeys left to the worker is done first: two looks in a row see the same. */
async function settledPrints(): Promise<Record<string, string>> {
  let last = "";
  return until(shopDatabase.fingerprints, (prints) => {
    const isSame = JSON.stringify(prints) === last;
    last = JSON.stringify(prints);
    return isSame;
  });
}
