import { can, roles } from "../../lib/auth/permissions";
import { builtActions, builtPages } from "../fixtures/built-doors";
import { callAction } from "../fixtures/call-action";
import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { actionPermissions, pagePermissions } from "../fixtures/door-permissions";
import { doorValues } from "../fixtures/door-values";
import { shop } from "../fixtures/shop";

const withoutSession = new Set(["/sign-in", "/pay", "/pay/return", "/dev/inbox", "/dev/inbox/[mailId]"]);

test.describe("Every door for every role", () => {
  for (const role of roles) {
    test(`MR4-2 I17 W33: each page opens for a ${role} exactly where the table says so`, async ({ deskAs }) => {
      const { orderNumber } = await shop.confirmedOrder();
      const { request } = (await deskAs(role)).context();
      const pages = builtPages(doorValues(orderNumber)).filter(({ route }) => !withoutSession.has(route));
      expect(pages.map(({ route }) => route).sort()).toEqual(Object.keys(pagePermissions).sort());
      for (const { route, path } of pages) {
        const isAllowed = can(role, pagePermissions[route] ?? "settings.edit");
        const status = (await request.get(path, { maxRedirects: 0 })).status();
        // There is no such customer: whoever may look is told so.
        expect(status, `${role} at ${path}`).toBe(!isAllowed ? 403 : route.endsWith("[accountId]") ? 404 : 200);
      }
    });

    test(`MR4-2 I17 W33: each act answers a ${role} exactly as the table says`, async ({ deskAs }) => {
      const { orderNumber } = await shop.confirmedOrder();
      const { request } = (await deskAs(role)).context();
      const actions = builtActions().filter(({ file }) => !file.includes("(auth)"));
      expect(actions.map(({ name }) => name).sort()).toEqual(Object.keys(actionPermissions).sort());
      for (const action of actions) {
        const { status, text } = await callAction(request, action, orderNumber);
        const permission = actionPermissions[action.name] ?? "settings.edit";
        const said = `${role}, ${action.name}: ${status} ${text.slice(0, 300)}`;
        // A reading act throws for whoever may not, as it does for fields that make no sense.
        const isRefused = text.includes("not_permitted") || /^\d+:E\{"digest"/m.test(text) || status >= 400;
        if (can(role, permission)) expect(text, said).not.toContain("not_permitted");
        else expect(isRefused, said).toBe(true);
      }
      expect((await deskApi.order(orderNumber)).status).not.toBe("draft");
    });
  }
});
