/** A person's job at the desk. The word in the database is the word here; it is read anew at each request. */
export const roles = ["csr", "supervisor", "payment_administrator", "administrator"] as const;
export type Role = (typeof roles)[number];

const everyone = roles;
const seniors = ["supervisor", "payment_administrator", "administrator"] as const;
const paymentPeople = ["payment_administrator", "administrator"] as const;
const leaders = ["supervisor", "administrator"] as const;
const administrators = ["administrator"] as const;

/** Who may do what: the one written table (P10, P21, W33, H28). Nothing else in the product decides it. */
export const permissions = {
  "desk.view": everyone,
  "order.view": everyone,
  "customer.view": everyone,
  "note.write": everyone,
  "status.set": everyone,
  "worklist.claim": everyone,
  "worklist.snooze": everyone,
  "worklist.assign": leaders,
  "view.save": everyone,
  "view.share_with_everyone": leaders,
  "approval.request": everyone,
  "approval.withdraw": everyone,
  "payment.capture": everyone,
  "payment.retry_capture": everyone,
  "payment.authorize": everyone,
  "payment.extend_hold": everyone,
  "payment.resync": everyone,
  "payment.add_method": everyone,
  "payment.change_method": everyone,
  "payment.stop_retrying": everyone,
  "payment.void": seniors,
  "payment.refund": seniors,
  "payment.settle_unconfirmed": seniors,
  "payment.deposit": ["payment_administrator"],
  "dispute.contest": everyone,
  "dispute.accept": seniors,
  "order.confirm": everyone,
  "order.reprice": everyone,
  "order.release": everyone,
  "order.ship": everyone,
  "order.ship_on_override": leaders,
  "order.ask_override": everyone,
  "order.cancel": everyone,
  "order.repair_link": seniors,
  "fraud.set": everyone,
  "fraud.lift": leaders,
  "team.view": leaders,
  "rules.view": leaders,
  "rules.edit": leaders,
  "rules.publish": leaders,
  "alerts.edit": leaders,
  "audit.view": seniors,
  "batch.view": paymentPeople,
  "reconciliation.view": paymentPeople,
  "reconciliation.resolve": paymentPeople,
  "queue.try_again": seniors,
  "settings.view": seniors,
  "settings.edit": administrators,
  "staff.manage": administrators,
  "clock.move": administrators,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export function can(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return permissionNames.filter((permission) => can(role, permission));
}

export const permissionNames = Object.keys(permissions) as Permission[];

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
