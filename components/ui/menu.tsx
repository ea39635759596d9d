"use client";

import type { LucideIcon } from "lucide-react";
import { DropdownMenu, Slot } from "radix-ui";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";

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

/** A list has a menu in every row and opens few of them: until it is first opened, a menu is its trigger and nothing else. */
export function Menu(props: MenuProps) {
  const [opened, setOpened] = useState<"by_key" | "by_pointer" | null>(null);
  if (opened !== null) return <OpenedMenu {...props} isByKey={opened === "by_key"} />;
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerDown={(event: PointerEvent) => {
        if (event.button !== 0 || event.ctrlKey) return;
        // Else the press would give the focus to what lies behind, and the menu would close again.
        event.preventDefault();
        setOpened("by_pointer");
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (!opensMenu.has(event.key)) return;
        event.preventDefault();
        setOpened("by_key");
      }}
    >
      {props.trigger}
    </Slot.Root>
  );
}

const opensMenu: ReadonlySet<string> = new Set(["Enter", " ", "ArrowDown"]);

function OpenedMenu({ trigger, label, items, align = "end", isByKey }: MenuProps & { isByKey: boolean }) {
  const safe = items.filter((item) => !item.isDestructive);
  const destructive = items.filter((item) => item.isDestructive);
  const isByKeyOnce = useRef(isByKey);
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align={align}
          sideOffset={4}
          collisionPadding={8}
          // The package names a menu after its trigger, which here is often an arrow alone.
          aria-labelledby={undefined}
          aria-label={label}
        >
          <FocusFirstItem isDue={isByKeyOnce} />
          {safe.map(renderItem)}
          {destructive.length > 0 && safe.length > 0 && <DropdownMenu.Separator className="menu-line" />}
          {destructive.map(renderItem)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Who opens a menu by key is on its first item. The package sees to that from the second time on; the first time it was not there to see the key. */
function FocusFirstItem({ isDue }: { isDue: RefObject<boolean> }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!isDue.current) return;
    const menu = mark.current?.closest('[role="menu"]');
    const timer = setTimeout(() => {
      isDue.current = false;
      menu?.querySelector<HTMLElement>('[role="menuitem"]:not([data-disabled])')?.focus();
    });
    return () => clearTimeout(timer);
  }, [isDue]);
  return <span ref={mark} hidden />;
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
      {Icon && <Glyph icon={Icon} className="ic ic-14" />}
      <span className="flex-1">
        {item.label}
        {item.disabledReason && <span className="lab block">{item.disabledReason}</span>}
      </span>
      {item.keys && <Kbd>{item.keys}</Kbd>}
    </>
  );
}
