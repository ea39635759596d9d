"use client";

import { X } from "lucide-react";
import { Dialog as RadixDialog } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  size?: "md" | "wide" | "top";
  /** What carries `data-autofocus` gets the focus. The attribute `autofocus` would take it before the way back is noted. */
  children: ReactNode;
  /** The body brings its own header; the title stays for screen readers. */
  isTitleHidden?: boolean;
};

export function Dialog({ isOpen, onClose, title, description, size = "md", isTitleHidden, children }: DialogProps) {
  const before = useRef<Element | null>(null);
  const content = useRef<HTMLDivElement>(null);
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="overlay" />
        <RadixDialog.Content
          ref={content}
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            const first = content.current?.querySelector<HTMLElement>("[data-autofocus]");
            if (!first) return;
            event.preventDefault();
            first.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
          }}
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
