import type { Metadata } from "next";
import { PlainScreen } from "./_parts/plain-screen";

export const metadata: Metadata = { title: "Not included in your role" };

export default function Forbidden() {
  return (
    <PlainScreen title="Your role does not include this">
      <p>A supervisor or an administrator can do it, or change your role. The change holds at your next click.</p>
    </PlainScreen>
  );
}
