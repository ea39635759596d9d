"use client";

import { Popover as RadixPopover } from "radix-ui";
import { type ReactNode, useRef } from "react";

export type PopoverProps = {
  label: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** What it opens beside; presses on it are its own business. */
  anchor: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
};

export function Popover({ label, isOpen, onOpenChange, anchor, align = "start", children }: PopoverProps) {
  const before = useRef<Element | null>(null);
  return (
    <RadixPopover.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixPopover.Anchor asChild>{anchor}</RadixPopover.Anchor>
      <RadixPopover.Portal>
        <RadixPopover.Content
          className="menu p-3"
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          // An anchor is no trigger, to which the package would lead back by itself.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const isElsewhere = document.activeElement !== document.body;
            if (!isElsewhere && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
          }}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
