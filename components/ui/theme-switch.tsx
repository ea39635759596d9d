"use client";

import { useEffect, useState } from "react";
import { parseThemeChoice, type ThemeChoice } from "@/components/ui/preferences";
import { Segmented } from "@/components/ui/segmented";
import { setCookie } from "@/components/ui/set-cookie";

/** Colours, kept in the cookie `theme` and on <html data-theme>. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<ThemeChoice>("system");
  useEffect(() => {
    setTheme(parseThemeChoice(document.documentElement.dataset.theme));
  }, []);
  return (
    <Segmented
      label="Colours"
      size="sm"
      value={theme}
      choices={[
        { value: "system", label: "System" },
        { value: "light", label: "Light" },
        { value: "dark", label: "Dark" },
      ]}
      onChange={(choice) => {
        setTheme(choice);
        document.documentElement.dataset.theme = choice;
        setCookie("theme", choice);
      }}
    />
  );
}
