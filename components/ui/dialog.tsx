"use client";

import { X } from "lucide-react";
import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  size?: "md" | "wide" | "top";
  /** The body brings its own header; the title stays for screen readers. */
  isTitleHidden?: boolean;
  children: ReactNode;
};

export function Dialog({ isOpen, onClose, title, description, size = "md", isTitleHidden, children }: DialogProps) {
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="overlay" />
        <RadixDialog.Content
          className={classNames("dlg dlg-float", size !== "md" && `dlg-${size}`)}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          {isTitleHidden ? (
            <RadixDialog.Title className="sr-only">{title}</RadixDialog.Title>
          ) : (
            <div className="dlg-h">
              <RadixDialog.Title asChild>
                <h2 className="flex-1">{title}</h2>
              </RadixDialog.Title>
              <RadixDialog.Close asChild>
                <IconButton icon={X} label="Close" size="sm" />
              </RadixDialog.Close>
            </div>
          )}
          {description && <RadixDialog.Description className="sr-only">{description}</RadixDialog.Description>}
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
