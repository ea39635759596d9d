import type { StatusFieldView, StatusGroupView } from "@/components/orders/status-view";
import type { StatusFieldRow } from "@/lib/queries/status-fields/list-status-fields";
import type { StatusValueRow } from "@/lib/queries/status-fields/read-status-values";

/** The store's own fields of an order and of each of its invoices, with what is set; none where no field is there. */
export function statusGroups(
  fields: readonly StatusFieldRow[],
  values: readonly StatusValueRow[],
  invoices: readonly { key: string; title: string }[],
): StatusGroupView[] {
  const group = (title: string, subject: "order" | "invoice", invoiceId: string | null): StatusGroupView => ({
    title,
    invoiceId,
    fields: fields
      .filter((field) => field.subject === subject)
      .map((field) =>
        toField(
          field,
          values.find((value) => value.field_id === field.id && value.invoice_id === invoiceId),
        ),
      ),
  });
  const groups = [
    group("This order", "order", null),
    ...invoices.map(({ key, title }) => group(`Invoice ${title}`, "invoice", key)),
  ];
  return groups.filter((each) => each.fields.length > 0);
}

/** A choice that is offered no more stays to be seen where it is set. */
function toField({ id, name, kind, choices }: StatusFieldRow, value: StatusValueRow | undefined): StatusFieldView {
  const offered = choices.map((choice) => ({ value: choice.id, label: choice.name }));
  const isGone = value?.choice_id && !choices.some((choice) => choice.id === value.choice_id);
  return {
    id,
    name,
    kind,
    value: value === undefined ? "" : (value.choice_id ?? "set"),
    choices: isGone ? [...offered, { value: value.choice_id ?? "", label: `${value.choice_name} (retired)` }] : offered,
  };
}
