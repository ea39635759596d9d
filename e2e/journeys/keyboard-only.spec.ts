import { expect, test } from "../fixtures/desk-test";
import { countInput } from "../fixtures/input-counter";
import { shop } from "../fixtures/shop";
import { CapturesPage } from "../pages/captures-page";
import { HomePage } from "../pages/home-page";
import { OrderPage } from "../pages/order-page";

/** The commonest tasks without a mouse, each within its budget of keys. */
test.describe("Keyboard only", () => {
  test("H01 H03: the most urgent unpaid order opens with one key", async ({ desk }) => {
    const hands = await countInput(desk);
    const home = new HomePage(desk);
    await home.open();
    await expect(home.unpaidRows.first()).toBeFocused();
    const orderNumber = (await home.unpaidRows.first().getAttribute("data-row-id")) ?? "";
    hands.restart();
    await desk.keyboard.press("Enter");
    await new OrderPage(desk).isOf(orderNumber);
    expect(hands.read()).toEqual({ keys: 1, clicks: 0 });
  });

  test("H24 H28: the customer is asked with two keys, the mail having been read", async ({ desk }) => {
    const hands = await countInput(desk);
    const order = await shop.dearerOrder();
    await new OrderPage(desk).open(order.orderNumber);
    hands.restart();
    await desk.keyboard.press("r");
    await expect(desk.getByRole("region", { name: "Preview of the mail" })).toBeVisible();
    await desk.keyboard.press("Control+Enter");
    await shop.settled(order, ({ approvalRequests }) => approvalRequests.length === 1);
    expect(hands.read()).toEqual({ keys: 2, clicks: 0 });
  });

  test("P10 P15: from Home, a failed capture is understood and tried again with four keys", async ({ desk }) => {
    const hands = await countInput(desk);
    const order = await shop.failedCapture();
    const home = new HomePage(desk);
    await home.open();
    hands.restart();
    await desk.keyboard.press("g");
    await desk.keyboard.press("f");
    const captures = new CapturesPage(desk);
    await expect(captures.row(order.orderNumber)).toBeVisible();
    // The keys that lead to a row depend on how many stand above it; the task's own keys do not.
    await captures.row(order.orderNumber).focus();
    await expect(captures.detailOf(order.orderNumber)).toContainText("insufficient_funds");
    await desk.keyboard.press("Enter");
    await expect(desk.getByRole("dialog")).toContainText(order.orderNumber);
    await desk.keyboard.press("Control+Enter");
    await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    expect(hands.read()).toEqual({ keys: 4, clicks: 0 });
  });

  test("P10 W01: a shipped order in the unpaid list is captured in full with two keys", async ({ desk }) => {
    const hands = await countInput(desk);
    const order = await shop.failedCapture();
    await desk.goto("/unpaid?view=all&reason=capture_failed&sort=-order");
    await desk.locator(`tr[data-row-id="${order.orderNumber}"]`).focus();
    hands.restart();
    await desk.keyboard.press("c");
    await expect(desk.getByRole("dialog")).toContainText("200.00");
    await desk.keyboard.press("Control+Enter");
    await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    expect(hands.read()).toEqual({ keys: 2, clicks: 0 });
  });

  test("a plain Enter never moves money, and single keys can be switched off", async ({ desk }) => {
    const order = await shop.failedCapture();
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    await desk.keyboard.press("t");
    await expect(desk.getByRole("dialog")).toBeVisible();
    // The focus stands on Cancel: a stray Enter closes.
    await desk.keyboard.press("Enter");
    await expect(desk.getByRole("dialog")).toHaveCount(0);

    await desk.getByRole("button", { name: /your account$/ }).click();
    await desk
      .getByRole("checkbox", { name: /single/i })
      .or(desk.getByRole("switch", { name: /single/i }))
      .click();
    await desk.keyboard.press("Escape");
    await desk.keyboard.press("t");
    await expect(desk.getByRole("dialog")).toHaveCount(0);
    expect((await shop.settled(order, () => true)).invoices[0]?.attemptCount).toBe(1);
  });

  test("P08 X15: a rule is changed by keyboard, and the focus stays with it when the draft takes the place of the live rules", async ({
    deskAs,
  }) => {
    const admin = await deskAs("administrator");
    await admin.goto("/team/rules");
    const live = admin.getByRole("region", { name: "Live rules" });
    const edit = live.getByRole("button", { name: /^Edit / }).nth(1);
    const name = (await edit.getAttribute("aria-label")) ?? "";
    await edit.focus();
    await admin.keyboard.press("Enter");
    await expect(admin.getByRole("dialog").getByLabel("Name")).toBeFocused();
    await admin.keyboard.press("Enter");
    const draft = admin.getByRole("region", { name: "Draft rules" });
    await expect(draft.getByRole("button", { name })).toBeFocused();

    await draft.getByRole("button", { name: name.replace("Edit", "Take out") }).focus();
    await admin.keyboard.press("Enter");
    await expect(draft.getByRole("button", { name })).toHaveCount(0);
    await expect(draft.getByRole("button", { name: /^Edit / }).nth(1)).toBeFocused();

    await admin.getByRole("button", { name: "Discard draft" }).focus();
    await admin.keyboard.press("Enter");
    await expect(draft).toHaveCount(0);
    await expect(live.getByRole("button", { name: /^Edit / }).first()).toBeFocused();
  });
});
