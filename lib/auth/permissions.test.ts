import { describe, expect, it } from "vitest";
import { can, isRole, type Permission, permissionNames, permissionsOf, type Role, roles } from "./permissions";

/** The same table written a second time, by hand, one letter a role: c csr, s supervisor, p payment administrator, a administrator. */
const expected: Record<Permission, string> = {
  "desk.view": "cspa",
  "order.view": "cspa",
  "customer.view": "cspa",
  "note.write": "cspa",
  "status.set": "cspa",
  "worklist.claim": "cspa",
  "worklist.snooze": "cspa",
  "worklist.assign": "sa",
  "view.save": "cspa",
  "view.share_with_everyone": "sa",
  "approval.request": "cspa",
  "approval.withdraw": "cspa",
  "payment.capture": "cspa",
  "payment.retry_capture": "cspa",
  "payment.authorize": "cspa",
  "payment.extend_hold": "cspa",
  "payment.resync": "cspa",
  "payment.add_method": "cspa",
  "payment.change_method": "cspa",
  "payment.stop_retrying": "cspa",
  "payment.void": "spa",
  "payment.refund": "spa",
  "payment.settle_unconfirmed": "spa",
  "payment.deposit": "p",
  "dispute.contest": "cspa",
  "dispute.accept": "spa",
  "order.confirm": "cspa",
  "order.reprice": "cspa",
  "order.release": "cspa",
  "order.ship": "cspa",
  "order.ship_on_override": "sa",
  "order.ask_override": "cspa",
  "order.cancel": "cspa",
  "order.repair_link": "spa",
  "fraud.set": "cspa",
  "fraud.lift": "sa",
  "team.view": "sa",
  "rules.view": "sa",
  "rules.edit": "sa",
  "rules.publish": "sa",
  "alerts.edit": "sa",
  "audit.view": "spa",
  "batch.view": "pa",
  "reconciliation.view": "pa",
  "reconciliation.resolve": "pa",
  "queue.try_again": "spa",
  "settings.view": "spa",
  "settings.edit": "a",
  "staff.manage": "a",
  "clock.move": "a",
};
const letters: Record<Role, string> = { csr: "c", supervisor: "s", payment_administrator: "p", administrator: "a" };

describe("MR4-2: the permission table", () => {
  const cells = permissionNames.flatMap((permission) => roles.map((role) => ({ permission, role })));

  it.each(cells)("MR4-2: $role and $permission", ({ permission, role }) => {
    expect(can(role, permission)).toBe(expected[permission].includes(letters[role]));
  });

  it("MR4-2: no cell of the table is untested", () => {
    expect(Object.keys(expected).sort()).toEqual([...permissionNames].sort());
    expect(cells).toHaveLength(permissionNames.length * roles.length);
  });

  it("P10 H28: a CSR may retry a capture and ask the customer; so may a supervisor", () => {
    for (const role of ["csr", "supervisor"] as const) {
      expect(permissionsOf(role)).toContain("payment.retry_capture");
      expect(permissionsOf(role)).toContain("approval.request");
    }
  });

  it("P21 W33: lifting a fraud stop and the deposit outside are for few", () => {
    expect(roles.filter((role) => can(role, "fraud.lift"))).toEqual(["supervisor", "administrator"]);
    expect(roles.filter((role) => can(role, "payment.deposit"))).toEqual(["payment_administrator"]);
  });

  it("MR4-2: a word that is no role is no role", () => {
    expect(isRole("administrator")).toBe(true);
    expect(isRole("root")).toBe(false);
    expect(isRole("constructor")).toBe(false);
  });
});
