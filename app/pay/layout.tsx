import "../plain.css";
import type { ReactNode } from "react";

export default function PayLayout({ children }: { children: ReactNode }) {
  return children;
}
