import { expect, test } from "../fixtures/desk-test";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { advanceClock } from "../fixtures/shop-clock";
import { ActDialog } from "../pages/act-dialog";
import { OrderPage } from "../pages/order-page";

const daysBeyondAnyHold = 31;

test.describe("Holds grow old", () => {
  test.setTimeout(120_000);

  test("H20 P14 P17: a person finds the hold of a failed capture ended, and one press authorizes and captures anew", async ({
    desk,
  }) => {
    // An answer that the house has no rule for waits for a person (P16); meanwhile the hold's days run out.
    const order = await shop.failedCapture({ fault: { declineCode: "answer_of_a_new_kind" } });
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    await advanceClock(daysBeyondAnyHold);
    await shop.settled(order, ({ authorizations }) => authorizations[0]?.status === "expired");

    await expect(page.nextStep).toContainText("look at it closely");
    await page.act("New hold");
    const dialog = new ActDialog(desk);
    await expect(dialog.box).toContainText("200.00");
    await dialog.confirm(/^New hold/);

    const truth = await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    const [dead, fresh] = truth.authorizations;
    expect(dead?.status).toBe("expired");
    expect(fresh?.replacesId).toBe(dead?.id);
    expect(truth.attempts.map(({ operation }) => operation)).toEqual(["authorize", "capture", "authorize_and_capture"]);
    await expect(page.invoices).toContainText("Success");
    await keepPicture(desk, "authorized-and-captured");
  });

  test("P08 P14 P15 P17: where the house may try again by itself, it needs no person to see that the hold has ended", async () => {
    const order = await shop.failedCapture({ fault: { declineCode: "insufficient_funds" } });
    await advanceClock(daysBeyondAnyHold);
    const truth = await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    expect(truth.authorizations[1]?.replacesId).toBe(truth.authorizations[0]?.id);
    expect(truth.attempts.at(-1)).toMatchObject({ operation: "authorize_and_capture", outcome: "succeeded" });
  });

  test("H01 H20 H21: an order whose hold ends before it ships comes to the desk by itself, and a new hold takes it off", async ({
    desk,
  }) => {
    const order = await shop.confirmedOrder();
    await advanceClock(daysBeyondAnyHold);
    const aged = await shop.settled(order, ({ worklist }) =>
      worklist.some(({ reason }) => reason === "authorization_expired"),
    );
    expect(aged.authorizations[0]).toMatchObject({ status: "expired", captured: { amountMinor: 0 } });

    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    await page.nextStep.getByRole("button", { name: /^New hold/ }).click();
    await new ActDialog(desk).confirm(/^New hold/);
    const renewed = await shop.settled(order, ({ authorizations }) => authorizations[1]?.status === "authorized");
    expect(renewed.authorizations[1]?.replacesId).toBe(aged.authorizations[0]?.id);
    expect(renewed.worklist).toEqual([]);
    await expect(page.fact("Of that, good today")).toContainText("200.00");
  });
});
