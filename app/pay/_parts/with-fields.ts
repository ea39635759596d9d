import type { ApproveFaceView } from "@/components/approvals/approve-page-view";

/** Gives every form of a face what our doors ask of a form. */
export function withFields(view: ApproveFaceView, fields: Record<string, string>): ApproveFaceView {
  const { textForm, links } = view;
  return {
    ...view,
    ...(textForm && { textForm: { ...textForm, fields: { ...textForm.fields, ...fields } } }),
    links: links.map((link) => (link.method === "post" ? { ...link, fields: { ...link.fields, ...fields } } : link)),
  };
}
