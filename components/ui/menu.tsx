"use client";

import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";

export type MenuItemProps = {
  key: string;
  label: string;
  icon?: LucideIcon;
  href?: string;
  onSelect?: () => void;
  keys?: string;
  disabledReason?: string | undefined;
  isDestructive?: boolean;
};

export type MenuProps = {
  /** One focusable element. */
  trigger: ReactNode;
  label: string;
  items: MenuItemProps[];
  align?: "start" | "end";
};

export function Menu({ trigger, label, items, align = "end" }: MenuProps) {
  const safe = items.filter((item) => !item.isDestructive);
  const destructive = items.filter((item) => item.isDestructive);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8} aria-label={label}>
          {safe.map(renderItem)}
          {destructive.length > 0 && safe.length > 0 && <DropdownMenu.Separator className="menu-line" />}
          {destructive.map(renderItem)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function renderItem(item: MenuItemProps) {
  const content = <MenuItemContent item={item} />;
  const className = classNames("menu-item", item.isDestructive && "menu-item-bad");
  const disabled = item.disabledReason !== undefined;
  return item.href && !disabled ? (
    <DropdownMenu.Item key={item.key} className={className} asChild>
      <Link href={item.href}>{content}</Link>
    </DropdownMenu.Item>
  ) : (
    <DropdownMenu.Item key={item.key} className={className} disabled={disabled} onSelect={() => item.onSelect?.()}>
      {content}
    </DropdownMenu.Item>
  );
}

function MenuItemContent({ item }: { item: MenuItemProps }) {
  const Icon = item.icon;
  return (
    <>
      {Icon && <Icon className="ic ic-14" aria-hidden />}
      <span className="flex-1">
        {item.label}
        {item.disabledReason && <span className="lab block">{item.disabledReason}</span>}
      </span>
      {item.keys && <Kbd>{item.keys}</Kbd>}
    </>
  );
}
