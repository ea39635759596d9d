import type { PayFrameView } from "@/components/approvals/approve-page-view";
import { PayLanguages } from "@/components/approvals/pay-languages";

export function PayHeader({ frame }: { frame: PayFrameView }) {
  const { shop } = frame;
  return (
    <header className="pay-h">
      <span className="pay-shop">
        <span className="pay-mark" aria-hidden="true">
          {shop.initial}
        </span>
        {shop.name}
      </span>
      <PayLanguages frame={frame} />
    </header>
  );
}
