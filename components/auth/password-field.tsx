"use client";

import { Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

export type PasswordFieldProps = { value: string; onChange: (value: string) => void };

export function PasswordField({ value, onChange }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const id = useId();
  return (
    <div>
      <label className="flab" htmlFor={id}>
        Password
      </label>
      <div className="field h-10! pr-1!">
        <input
          id={id}
          name="password"
          type={isShown ? "text" : "password"}
          autoComplete="current-password"
          required
          data-autofocus=""
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={isShown ? "Hide password" : "Show password"}
          size="sm"
          onClick={() => setIsShown(!isShown)}
        />
      </div>
    </div>
  );
}
