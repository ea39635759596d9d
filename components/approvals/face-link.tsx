import type { FaceLinkView } from "@/components/approvals/approve-page-view";
import { HiddenFields } from "@/components/ui/hidden-fields";

/** A way on that changes nothing is a link; one that changes something is a form. */
export function FaceLink({ link }: { link: FaceLinkView }) {
  const className = `btn btn-lg w-full rounded-lg! ${link.isPrimary ? "btn-brand" : "btn-row"}`;
  if (link.method === "get") {
    return (
      <a className={className} href={link.href}>
        {link.label}
      </a>
    );
  }
  return (
    <form method="post" action={link.href}>
      <HiddenFields fields={link.fields ?? {}} />
      <button type="submit" className={className}>
        {link.label}
      </button>
    </form>
  );
}
