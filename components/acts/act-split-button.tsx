"use client";

import { ChevronDown } from "lucide-react";
import { ActButton, type ActButtonProps } from "@/components/acts/act-button";
import { ActMenu } from "@/components/acts/act-menu";
import type { ActView } from "@/components/acts/act-view";
import { buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";

export type ActSplitButtonProps = ActButtonProps & { otherActs: ActView[]; splitClassName?: string };

/** One recommended act, the others in a small menu beside it. */
export function ActSplitButton({ otherActs, splitClassName, ...button }: ActSplitButtonProps) {
  const { variant, size, subject, tabIndex } = button;
  return (
    <span className={classNames("split", splitClassName)}>
      <ActButton {...button} />
      {otherActs.length > 0 && (
        <ActMenu
          acts={otherActs}
          label={subject ? `Other actions, ${subject}` : "Other actions"}
          trigger={
            <button
              type="button"
              className={buttonClass({ variant, size })}
              aria-label={subject ? `Other actions, ${subject}` : "Other actions"}
              tabIndex={tabIndex}
              data-row-menu=""
            >
              <Glyph icon={ChevronDown} className="ic ic-14" />
            </button>
          }
        />
      )}
    </span>
  );
}
