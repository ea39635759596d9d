/** The store's own status fields on an order and on its invoices. */
export type StatusGroupView = {
  /** "This order", or an invoice's number. */
  title: string;
  invoiceId: string | null;
  fields: StatusFieldView[];
};

export type StatusFieldView = {
  id: string;
  name: string;
  kind: "flag" | "choice";
  /** What is set: a choice's id, "set" for a flag, "" for nothing. */
  value: string;
  choices: { value: string; label: string }[];
};
