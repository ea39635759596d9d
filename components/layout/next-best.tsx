"use client";

import { Play } from "lucide-react";
import type { FormAction } from "@/components/ui/action-state";
import { Glyph } from "@/components/ui/glyph";
import { usePost } from "@/components/ui/use-post";

/** The next order to work on, claimed and opened by one press. */
export function NextBest({ takeNext }: { takeNext: FormAction }) {
  const post = usePost();
  return (
    <button type="button" className="ub-item" aria-disabled={post.isPending} onClick={() => post.run(takeNext, {})}>
      <Glyph icon={Play} className="ic" />
      <span>{post.isPending ? "Looking" : "Next best"}</span>
    </button>
  );
}
