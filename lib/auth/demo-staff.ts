import type { Role } from "./permissions";

/** The people of the demo shop. They exist only where the demo shop is loaded; production mode has none of them. */
export const demoStaff: readonly { email: string; role: Role; label: string }[] = [
  { email: "csr@demo.test", role: "csr", label: "CSR" },
  { email: "supervisor@demo.test", role: "supervisor", label: "Supervisor" },
  { email: "payments@demo.test", role: "payment_administrator", label: "Payment administrator" },
  { email: "admin@demo.test", role: "administrator", label: "Administrator" },
];

export const demoPassword = "paydesk-demo";
