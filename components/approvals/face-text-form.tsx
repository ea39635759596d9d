import type { ApproveFaceView } from "@/components/approvals/approve-page-view";
import { HiddenFields } from "@/components/ui/hidden-fields";

export function FaceTextForm({ form }: { form: NonNullable<ApproveFaceView["textForm"]> }) {
  return (
    <form method="post" action={form.url} className="mt-4 grid gap-3">
      <HiddenFields fields={form.fields} />
      <label className="text-[15px] font-semibold" htmlFor="face-text">
        {form.label} {form.optionalLabel && <span className="font-normal">{form.optionalLabel}</span>}
      </label>
      <textarea
        id="face-text"
        name={form.field}
        rows={4}
        maxLength={1000}
        required={form.optionalLabel === null}
        className="field text-[16px]!"
      />
      <button type="submit" className="btn btn-lg btn-brand w-full rounded-lg!">
        {form.submitLabel}
      </button>
    </form>
  );
}
