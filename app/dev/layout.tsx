import "../globals.css";
import type { ReactNode } from "react";

export default function DevLayout({ children }: { children: ReactNode }) {
  return children;
}
