import type { ShopView } from "@/components/approvals/approve-page-view";

export function PayHeader({ shop }: { shop: ShopView }) {
  return (
    <header className="pay-h">
      <span className="pay-shop">
        <span className="pay-mark" aria-hidden="true">
          {shop.initial}
        </span>
        {shop.name}
      </span>
    </header>
  );
}
