import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { shop } from "../fixtures/shop";
import { OrderPage } from "../pages/order-page";

test.describe("Working on orders together", () => {
  test("CC-4: a colleague's claim bars money acts, take over asks why, and the loser is told", async ({ deskAs }) => {
    const order = await shop.dearerOrder();
    const [csr, supervisor] = [await deskAs("csr"), await deskAs("supervisor")];
    await new OrderPage(csr).open(order.orderNumber);
    await csr.keyboard.press(".");
    await expect(csr.getByRole("button", { name: "Give back" })).toBeVisible();

    const record = new OrderPage(supervisor);
    await record.open(order.orderNumber);
    await expect(supervisor.getByText(/is (editing|working)/).first()).toBeVisible();
    await supervisor.keyboard.press(".");
    const dialog = supervisor.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("The customer is on my phone");
    await supervisor.keyboard.press("Control+Enter");
    await expect(supervisor.getByRole("button", { name: "Give back" })).toBeVisible();

    await expect(
      csr.getByText(new RegExp(`took over ${order.orderNumber}: The customer is on my phone`)).first(),
    ).toBeVisible();
    await csr.getByRole("button", { name: /new notices?$/ }).click();
    await expect(csr.getByRole("link", { name: new RegExp(`took over ${order.orderNumber}`) })).toBeVisible();
    await expectAccessible(csr, "bell with a notice");
  });

  test("snooze takes an order off the list, and Ctrl Z brings it back", async ({ desk }) => {
    const order = await shop.dearerOrder();
    await desk.goto("/unpaid?view=all&reason=price_rise&sort=-order");
    const row = desk.locator(`tr[data-row-id="${order.orderNumber}"]`);
    await row.focus();
    await desk.keyboard.press("s");
    const dialog = desk.getByRole("dialog");
    await expect(dialog.getByRole("radio", { name: /^Tomorrow/ })).toBeFocused();
    await expectAccessible(desk, "snooze");
    await desk.keyboard.press("Enter");
    await expect(row).toHaveCount(0);
    await expect(desk.getByText(`${order.orderNumber} sleeps until`, { exact: false })).toBeVisible();

    await desk.keyboard.press("Control+z");
    await expect(row).toBeVisible();

    await row.focus();
    await desk.keyboard.press("s");
    await desk.keyboard.press("Control+Enter");
    await expect(row).toHaveCount(0);
    await desk.goto("/unpaid?view=snoozed&snoozed=yes&sort=-order");
    await row.focus();
    await desk.keyboard.press("s");
    await expect(row).toHaveCount(0);
  });

  test("MR4-2: a supervisor hands an order to whoever has least, with two keys; a CSR is not offered it", async ({
    desk,
    deskAs,
  }) => {
    const order = await shop.dearerOrder();
    const address = "/unpaid?view=all&reason=price_rise&sort=-order";
    const supervisor = await deskAs("supervisor");
    await supervisor.goto(address);
    await supervisor.locator(`tr[data-row-id="${order.orderNumber}"]`).focus();
    await supervisor.keyboard.press("a");
    await expect(supervisor.getByRole("dialog").getByRole("radio").first()).toBeFocused();
    await supervisor.keyboard.press("Enter");
    await expect(supervisor.getByText(new RegExp(`${order.orderNumber} is .+'s now`))).toBeVisible();
    await supervisor.getByRole("button", { name: "Undo" }).click();
    await expect(supervisor.getByText(`${order.orderNumber} belongs to nobody now.`)).toBeVisible();

    await desk.goto(address);
    await desk.locator(`tr[data-row-id="${order.orderNumber}"]`).focus();
    await desk.keyboard.press("a");
    await expect(desk.getByRole("dialog")).toHaveCount(0);
  });

  test("AU-4: a page that is older than the server says that nothing was done, and loads itself again; a note can be taken back", async ({
    desk,
  }) => {
    const order = await shop.dearerOrder();
    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    // As a server of the next version answers an act that it does not know.
    await desk.route("**/orders/**", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({
            status: 404,
            headers: { "x-nextjs-action-not-found": "1" },
            body: "Server action not found.",
          })
        : route.continue(),
    );
    await desk.getByLabel("Note", { exact: true }).fill("Lost on the way");
    await desk.getByRole("button", { name: "Add note" }).click();
    await expect(desk.getByText("Paydesk was updated while this page was open. Nothing was done.")).toBeVisible();
    await desk.unrouteAll({ behavior: "ignoreErrors" });
    await desk.getByRole("button", { name: "Load the page again" }).click();
    await expect(desk.getByText("Paydesk was updated")).toBeHidden();
    await desk.getByLabel("Note", { exact: true }).fill("Written in haste");
    await desk.getByRole("button", { name: "Add note" }).click();
    await expect(record.timeline).toContainText("Written in haste");
    await desk.getByRole("button", { name: "Undo" }).click();
    await expect(record.timeline).not.toContainText("Written in haste");
  });

  test("F18 X07: a supervisor sets quiet hours and a retry limit; what is wrong is said in its place, what holds stands in the history", async ({
    deskAs,
  }) => {
    const supervisor = await deskAs("supervisor");
    await supervisor.goto("/team");
    const alerts = supervisor.getByRole("region", { name: "Alerts" });
    const from = alerts.getByLabel("No mail from");
    await from.fill("25:00");
    await alerts.getByRole("button", { name: "Change" }).click();
    await expect(alerts.getByText("must be a time of day like 07:30")).toBeVisible();
    await expect(from).toHaveValue("25:00");
    await from.fill("21:30");
    await alerts.getByRole("button", { name: "Change" }).click();
    await expect(supervisor.getByText("No alert is mailed from 21:30 to 07:00.").first()).toBeVisible();

    await supervisor.goto("/team/rules");
    const limits = supervisor.getByRole("region", { name: "Retry limits", exact: true });
    await limits.getByRole("button", { name: "Change Mastercard, any amount" }).click();
    const dialog = supervisor.getByRole("dialog");
    await dialog.getByLabel("Why").fill("Fewer fees");
    await dialog.getByLabel("Refused tries at most").fill("11");
    await dialog.getByRole("button", { name: "Set" }).click();
    await expect(dialog.getByText("The network allows fewer tries on that day", { exact: false })).toBeVisible();
    await dialog.getByLabel("Refused tries at most").fill("9");
    await dialog.getByRole("button", { name: "Set" }).click();
    await expect(limits.getByRole("row", { name: /Mastercard, 24 hours 9 .+ Fewer fees$/ })).toBeVisible();
  });
});
