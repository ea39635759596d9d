"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { DensitySwitch } from "@/components/data-table/density-switch";
import { AlertMailSwitch } from "@/components/layout/alert-mail-switch";
import type { ShellView } from "@/components/layout/shell-view";
import { SingleKeysSwitch } from "@/components/layout/single-keys-switch";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { ThemeSwitch } from "@/components/ui/theme-switch";

export type UserMenuProps = { user: ShellView["user"]; signOut: () => Promise<void>; setAlertMail: FormAction };

export function UserMenu({ user, signOut, setAlertMail }: UserMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label="Your account"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      align="end"
      anchor={
        <button
          type="button"
          className="av av-md c4 ml-2"
          aria-label={`${user.initials}, ${user.name}, your account`}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {user.initials}
        </button>
      }
    >
      <div className="flex w-64 flex-col gap-3">
        <div>
          <p className="font-semibold">{user.name}</p>
          <p className="lab">
            {user.roleLabel}, {user.email}
          </p>
        </div>
        <div>
          <p className="flab">Colours</p>
          <ThemeSwitch />
        </div>
        <div>
          <p className="flab">Row height</p>
          <DensitySwitch size="sm" />
        </div>
        <SingleKeysSwitch />
        <AlertMailSwitch isWanted={user.wantsAlertMail} setAlertMail={setAlertMail} />
        <form action={signOut}>
          <Button type="submit" icon={LogOut} className="w-full">
            Sign out
          </Button>
        </form>
      </div>
    </Popover>
  );
}
