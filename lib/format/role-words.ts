/** A person's job, as the desk writes it. */
export const roleWords = {
  csr: "Customer service",
  supervisor: "Supervisor",
  payment_administrator: "Payment administrator",
  administrator: "Administrator",
} as const;
