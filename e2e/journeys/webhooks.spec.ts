import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signedHeaders } from "../../lib/connectors/webhooks/sign-message";
import { expect, test } from "../fixtures/desk-test";
import { shop } from "../fixtures/shop";

test("W29: an administrator adds a system's address, tries it, and it is told of an order's payment, signed", async ({
  deskAs,
}) => {
  const got: { signature: string; expected: string; type: string; orderNumber: string | null }[] = [];
  let secret = "";
  let isDown = true;
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { headers } = request;
    const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
    const message = JSON.parse(body) as { type: string; data: { orderNumber: string | null } };
    if (!isDown)
      got.push({
        signature: String(headers["webhook-signature"]),
        expected: signedHeaders(String(headers["webhook-id"]), at, body, [secret])["webhook-signature"],
        type: message.type,
        orderNumber: message.data.orderNumber,
      });
    response.writeHead(isDown ? 503 : 204).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/paydesk`;

  const page = await deskAs("administrator");
  await page.goto("/team/webhooks");
  await page.getByRole("button", { name: "Add an address" }).click();
  await page.getByRole("textbox", { name: "Address" }).fill("http://erp.example.com/hooks");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("Only https");
  await page.getByRole("textbox", { name: "Address" }).fill(url);
  await page.getByLabel("What it is").fill("Warehouse");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const card = page.getByRole("region", { name: "Warehouse" }).filter({ hasText: url });
  await card.getByRole("button", { name: "Secret" }).click();
  const shown = page.getByRole("textbox", { name: "Signing secret" });
  await expect(shown).toHaveValue(/^whsec_/);
  secret = await shown.inputValue();
  await page.keyboard.press("Escape");

  await card.getByRole("button", { name: "Send a test" }).click();
  await expect(card).toContainText("Last try: 503", { timeout: 20_000 });
  isDown = false;
  const order = await shop.confirmedOrder();
  await shop.ship(order);
  await expect(
    card.getByRole("row", { name: /capture_succeeded/ }).filter({ hasText: order.orderNumber }),
  ).toContainText("Delivered", { timeout: 30_000 });
  await expect(card).toContainText("Takes messages");
  const told = got.filter(({ orderNumber }) => orderNumber === order.orderNumber);
  expect(told.map(({ type }) => type)).toContain("capture_succeeded");
  for (const { signature, expected } of told) expect(signature).toBe(expected);

  await card.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(card).toBeHidden();
  receiver.close();
});
