import type { Metadata } from "next";
import { PlainScreen } from "./_parts/plain-screen";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <PlainScreen title="There is nothing here">
      <p>The address is wrong, or what it named belongs to another shop.</p>
    </PlainScreen>
  );
}
